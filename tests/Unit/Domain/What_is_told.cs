using CsCheck;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>What an outbox makes of a summary's bytes is, to the last byte, what the codec makes of the summary.</summary>
public sealed class What_is_told
{
    [Fact] public void by_a_box_is_the_same_fact_in_bytes() => Same<BoxState>("BX-0001", Facts.BoxLife);
    [Fact] public void by_a_vehicle_is_the_same_fact_in_bytes() => Same<VehicleState>("V001", Facts.Vehicle);
    [Fact] public void by_a_site_whose_name_is_in_Chinese_is_the_same_fact_in_bytes() => Same<SiteState>("CW01", Facts.Site);

    static void Same<TState>(string id, Gen<Recorded[]> facts) where TState : class, IFold<TState>
    {
        var told = 0;
        facts.Sample(all =>
        {
            foreach (var (whom, words) in all.Aggregate(TState.Start(id), (s, f) => s.Apply(f)).Summaries())
            {
                var (fact, now) = (FactIds.Named($"{whom}"), Facts.Morning);
                var expected = new Recorded(fact, new Stamp(now, "", 0, 7, 0), TimeSpan.Zero, null, now, null, null, null, new Learned(whom, 7, words)).ToEnvelope();
                var made = FactEnvelopes.Learned(fact, whom, 7, SummaryJson.Write(words), now);
                Assert.Equal(expected.Payload, made.Payload);
                byte[] none = [];
                Assert.Equal(expected with { Payload = none }, made with { Payload = none });
                Interlocked.Increment(ref told);
            }
        }, iter: 300);
        Assert.True(told > 100, $"{told} told");
    }
}
