using SpecimenLogistics.Ui.Labels;

namespace SpecimenLogistics.Unit.Ui;

public sealed class LabelTests
{
    static readonly string All = string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c));

    [Fact]
    public void Every_character_of_the_bars_is_eleven_modules_of_six_and_no_two_are_alike()
    {
        var characters = Enumerable.Range(' ', '~' - ' ' + 1).Select(c => string.Join(',', Code128.Encode($"{(char)c}").Skip(6).Take(6))).ToArray();
        Assert.All(characters, c => Assert.Equal(11, c.Split(',').Sum(int.Parse)));
        // Bars alone are an even number of modules: by that a scanner finds a misread bar.
        Assert.All(characters, c => Assert.Equal(0, c.Split(',').Where((_, i) => i % 2 == 0).Sum(int.Parse) % 2));
        Assert.Equal(characters.Length, characters.Distinct().Count());
        Assert.Equal((All.Length + 2) * 11 + 13, Code128.Encode(All).Sum());
    }

    [Fact]
    public void What_has_no_place_in_the_bars_is_refused_instead_of_printed_wrong() => Assert.Throws<ArgumentException>(() => Code128.Encode("箱"));

    [Theory]
    [InlineData("Box", "BX-0998", "BX-1001", "BX-0998 BX-0999 BX-1000 BX-1001")]
    [InlineData("Tube", "8KXRA41PZY", "8KXRA41R00", "8KXRA41PZY 8KXRA41PZZ 8KXRA41Q00")]
    [InlineData("Seal", "MS-00009", "MS-00010", "MS-00009 MS-00010")]
    [InlineData("Vehicle", "V099", "V100", "V099 V100")]
    public void A_range_counts_on_in_the_codes_own_digits(string kind, string from, string to, string codes)
    {
        var expected = codes.Split(' ');
        var label = Enum.Parse<LabelKind>(kind);
        Assert.Equal(expected, CodeRange.From(label, from, expected.Length));
        if (to == expected[^1]) Assert.Equal(expected.Length, CodeRange.Count(label, from, to));
    }

    [Theory]
    [InlineData("Box", "BX-0001", "BX-00002")]
    [InlineData("Seal", "ES-0001", "MS-0002")]
    [InlineData("Box", "BX-0002", "BX-0001")]
    public void What_does_not_begin_alike_or_goes_backwards_is_no_range(string kind, string from, string to) => Assert.Null(CodeRange.Count(Enum.Parse<LabelKind>(kind), from, to));

    [Theory]
    [InlineData("Box", "BX-9999")]
    [InlineData("Tube", "ZZZZZZZZZZ")]
    public void After_the_last_code_of_a_length_there_is_none(string kind, string last) => Assert.Null(CodeRange.From(Enum.Parse<LabelKind>(kind), last, 2));

    [Fact]
    public void Fresh_serials_are_codes_and_differ()
    {
        var fresh = Enumerable.Range(0, 100).Select(_ => CodeRange.FreshSerial()).ToArray();
        Assert.All(fresh, serial => Assert.True(LabelForms.IsCode(LabelKind.Tube, serial), serial));
        Assert.Equal(100, fresh.Distinct().Count());
    }

    [Fact]
    public void Sheets_begin_at_the_first_free_place()
    {
        var order = new LabelOrder(LabelKind.Box, [.. Enumerable.Range(1, 20).Select(i => $"BX-{i:0000}")], null, 3);
        Assert.Equal([21, 2], order.Sheets.Select(s => s.Count));
        Assert.Equal([null, null, null, "BX-0001"], order.Sheets[0].Take(4));
    }
}
