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
}
