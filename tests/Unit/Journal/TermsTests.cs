using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Unit.Journal;

public sealed class TermsTests
{
    [Fact]
    public void A_file_changes_what_it_names_and_leaves_the_rest()
    {
        var terms = Terms.Read(["# of 2020", "", "position  30 days   # drivers", "custody 7 years", "names all"], out var fault);
        Assert.Null(fault);
        Assert.Equal(new Terms { Position = new Term(30, 0), Custody = new Term(0, 7), Names = NamesForgotten.All }, terms);
    }

    [Theory]
    [InlineData("positions 30 days", "line 1: there is no kind 'positions'")]
    [InlineData("position 30", "line 1: position needs a term like '14 days'")]
    [InlineData("position 0 days", "line 1: position needs a term")]
    [InlineData("position -3 days", "line 1: position needs a term")]
    [InlineData("position 30 weeks", "line 1: position needs a term")]
    [InlineData("custody 101 years", "line 1: custody needs a term")]
    [InlineData("position", "line 1: position needs a term")]
    [InlineData("names 30 days", "line 1: names are forgotten of ended accounts")]
    [InlineData("unreadable 1 day\nunreadable 2 days", "line 2: unreadable is named twice")]
    [InlineData("heard 13 days", "heard and temperature are kept 14 days at least")]
    [InlineData("custody 364 days", "custody is kept a year at least")]
    [InlineData("custody 1 year", "custody is kept at least as long as")]
    public void One_that_cannot_be_meant_is_told_in_a_sentence(string text, string says)
    {
        Assert.Null(Terms.Read(text.Split('\n'), out var fault));
        Assert.StartsWith(says, fault);
    }

    [Fact]
    public void A_year_is_the_calendars()
    {
        Assert.Equal(new DateOnly(2022, 2, 28), new Term(0, 2).KeptFrom(new DateOnly(2024, 2, 29)));
        Assert.Equal(new DateOnly(2024, 2, 15), new Term(14, 0).KeptFrom(new DateOnly(2024, 2, 29)));
        Assert.Null(Term.Never.KeptFrom(new DateOnly(2024, 2, 29)));
    }
}
