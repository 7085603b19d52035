using CsCheck;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>Double entry: what places keep from transfers equals what boxes say of themselves.</summary>
public sealed class The_ledger
{
    [Fact]
    public void has_every_box_in_exactly_one_account_the_one_it_names() => Facts.BoxLife.Sample(
        facts =>
        {
            var box = facts.Aggregate(BoxState.Start("BX-0001"), (s, f) => s.Apply(f));
            if (box.Current is not { } current) return;
            var everybody = box.Cycles.SelectMany(c => c.Spans).Select(s => s.Holder).Distinct().ToList();
            var balances = everybody.ToDictionary(p => p, p => Learned(p, box).Balance);
            Assert.Equal(1, balances[current.Holder]);
            Assert.Equal(1, balances.Values.Sum());
        },
        iter: 5000);

    static Account Learned(Party party, BoxState box) => box.Summaries()[party.Subject] is BoxSummary said
        ? new Account(party).Learn(said, 1)
        : throw new InvalidOperationException($"{party} was not told");
}
