using CsCheck;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Unit.Ui;

public sealed class RiskRuleTests
{
    [Fact]
    public void A_margin_below_zero_raises_the_alarm_and_only_a_clear_one_ends_it()
    {
        var judged = new[] { 5.0, -0.1, -9, 0, 2.9, 3, 1, -1 }.Aggregate((AtRisk: false, Said: new List<string>()), (state, minutes) =>
        {
            var next = RiskRule.Judge(state.AtRisk, TimeSpan.FromMinutes(minutes));
            if (next is not null) state.Said.Add($"{minutes}: {next.AtRisk}");
            return (next?.AtRisk ?? state.AtRisk, state.Said);
        });
        Assert.Equal(["-0.1: True", "3: False", "-1: True"], judged.Said);
    }

    [Fact]
    public void A_margin_that_wavers_at_the_edge_is_told_once() => Gen.Double[-2, 2].Array[1, 200].Sample(margins =>
    {
        var (atRisk, told) = (false, 0);
        foreach (var margin in margins)
            if (RiskRule.Judge(atRisk, TimeSpan.FromMinutes(margin)) is { } judged) (atRisk, told) = (judged.AtRisk, told + 1);
        return told <= 1;
    });
}
