using System.Text.RegularExpressions;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Unit.Ui;

public sealed partial class WordsTests
{
    static readonly Lexicon English = Lexicon.For(Lexicon.English), Chinese = Lexicon.For(Lexicon.TraditionalChinese);

    [Fact]
    public void Both_languages_have_the_same_keys_and_no_empty_word()
    {
        Assert.Equal(English.Keys.Order(), Chinese.Keys.Order());
        Assert.DoesNotContain(English.Keys, key => English[key].Length == 0 || Chinese[key].Length == 0);
    }

    [Fact]
    public void Both_languages_fill_the_same_places()
    {
        foreach (var key in English.Keys)
            Assert.True(Places(English[key]).SequenceEqual(Places(Chinese[key])), $"{key}: {English[key]} / {Chinese[key]}");
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
    [InlineData("zh-CN", Lexicon.English)]
    [InlineData("de,zh-HK", Lexicon.English)]
    [InlineData("", Lexicon.English)]
    public void A_browser_that_asks_for_traditional_script_first_gets_it(string accept, string expected) => Assert.Equal(expected, Lexicon.Preferred(accept));

    static IEnumerable<string> Words<T>(string family) where T : struct, Enum => Enum.GetValues<T>().Select(value => family + Kebab.Of(value));
    static IEnumerable<string> Places(string text) => Place().Matches(text).Select(m => m.Value).Order();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
