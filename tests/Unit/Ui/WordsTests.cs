using System.Text.RegularExpressions;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Unit.Ui;

public sealed partial class WordsTests
{
    static readonly Lexicon English = Lexicon.For(Lexicon.English);

    public static TheoryData<string> Others => [.. Lexicon.Languages.Where(l => l != Lexicon.English)];

    [Theory, MemberData(nameof(Others))]
    public void Every_language_has_the_same_keys_and_no_empty_word(string language)
    {
        var other = Lexicon.For(language);
        Assert.Equal(language, other.Language);
        Assert.Equal(English.Keys.Order(), other.Keys.Order());
        Assert.DoesNotContain(English.Keys, key => English[key].Length == 0 || other[key].Length == 0);
    }

    [Theory, MemberData(nameof(Others))]
    public void Every_language_fills_the_same_places(string language)
    {
        var other = Lexicon.For(language);
        foreach (var key in English.Keys)
            Assert.True(Places(English[key]).SequenceEqual(Places(other[key])), $"{key}: {English[key]} / {other[key]}");
    }

    [Fact]
    public void A_single_thing_is_not_said_in_the_plural()
    {
        foreach (var key in English.Keys.Where(k => !k.StartsWith("incidents.group.", StringComparison.Ordinal)))
        {
            Assert.DoesNotMatch(SeveralOfOne(), English.Of(key, [.. Enumerable.Repeat("1", 10)]));
            Assert.DoesNotContain("|", English.Of(key, [.. Enumerable.Repeat("2", 10)]), StringComparison.Ordinal);
        }
        Assert.Equal(("RECEIVE 1 BOX", "RECEIVE 2 BOXES", "RECEIVE 0 BOXES"), (English.Of("staff.do.receive", 1), English.Of("staff.do.receive", 2), English.Of("staff.do.receive", 0)));
        Assert.Equal("1,200", English.Of("audit.facts", Figures.Count(1200)).Split(' ')[0]);
    }

    [Fact]
    public void Every_state_phase_place_cause_and_kind_of_fact_has_its_word()
    {
        string[] keys =
        [
            .. Words<BoardState>("state."), .. Words<Phase>("phase."), .. Words<BoxPlace>("place."), .. Words<SealState>("seal."), .. Words<Discrepancy>("discrepancy."),
            .. Words<CauseKind>("incidents."), .. Words<SubjectKind>("kind."), .. typeof(Fact).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Fact))).Select(t => "fact." + FactCodec.KindOf(t)),
        ];
        Assert.Empty(keys.Except(English.Keys));
    }

    [Theory]
    [InlineData("zh-HK,zh;q=0.9", Lexicon.TraditionalChinese)]
    [InlineData("zh-TW", Lexicon.TraditionalChinese)]
    [InlineData("zh", Lexicon.TraditionalChinese)]
    [InlineData("zh-CN", Lexicon.SimplifiedChinese)]
    [InlineData("zh-Hans-HK;q=0.9,en", Lexicon.SimplifiedChinese)]
    [InlineData("zh-Hant-CN", Lexicon.TraditionalChinese)]
    [InlineData("de,zh-HK", Lexicon.English)]
    [InlineData("", Lexicon.English)]
    public void A_browser_that_asks_for_Chinese_first_gets_it_in_the_script_of_its_region(string accept, string expected) => Assert.Equal(expected, Lexicon.Preferred(accept));

    static IEnumerable<string> Words<T>(string family) where T : struct, Enum => Enum.GetValues<T>().Select(value => family + Kebab.Of(value));
    static IEnumerable<string> Places(string text) => Place().Matches(text).Select(m => m.Value).Order();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\b1 (boxes|tubes|facts|deliveries|labs|characters|readings|lines|kits|accounts|labels|codes|centres|places|streams|minutes|loads an hour)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SeveralOfOne();
}
