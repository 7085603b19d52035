using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Journal;
using SpecimenLogistics.Tests.Postgres;

namespace SpecimenLogistics.Tests.Cluster;

/// <summary>Two activations of one box, made on purpose: two clusters that know nothing of each other on one store. What a network that falls apart may do for a while.</summary>
public sealed class A_split_activation
{
    static readonly Subject Box = new(SubjectKind.Box, "BX-0001");

    [Fact(Timeout = 120_000)]
    public async Task cannot_fork_a_stream_whatever_order_they_write_in()
    {
        var cancel = TestContext.Current.CancellationToken;
        var store = PrivatePostgres.Shared.NewStore();
        await using (var here = await SiloInDatabase.Start(store, "here", "one"))
        await using (var there = await SiloInDatabase.Start(store, "there", "two"))
        {
            await Sent(here, Registered());
            // Both have it in memory now, as it is.
            Assert.Equal((await here.Grains.GetGrain(Box).Read()).Seq, (await there.Grains.GetGrain(Box).Read()).Seq);
            var order = new Random(7);
            for (var tube = 1; tube <= 40; tube++) await Sent(order.Next(2) == 0 ? here : there, Packed(tube));
            await Task.WhenAll(Enumerable.Range(41, 20).Select(tube => Sent(tube % 2 == 0 ? here : there, Packed(tube))));
            // Each fact again at the other one: it is there once.
            for (var tube = 1; tube <= 60; tube += 7) await Sent(tube % 2 == 0 ? there : here, Packed(tube));
            Assert.Equal(61, (await here.Store.Counts(cancel)).Facts);
            foreach (var silo in new[] { here, there })
            {
                await Sent(silo, Packed(60));
                Assert.Equal(60, ViewJson.Read<BoxView>((await silo.Grains.GetGrain(Box).Read()).View).Packed);
            }
        }
        Assert.Empty(Verifier.RunShared(store).Breaks);
    }

    [Fact(Timeout = 120_000)]
    public async Task says_with_what_it_reads_how_much_it_knew()
    {
        var store = PrivatePostgres.Shared.NewStore();
        await using var here = await SiloInDatabase.Start(store, "here", "one");
        await using var there = await SiloInDatabase.Start(store, "there", "two");
        await Sent(here, Registered());
        await there.Grains.GetGrain(Box).Read();
        await Sent(here, Packed(1));
        TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        var (stale, newest) = (await there.Grains.GetGrain(Box).Read(), await here.Grains.GetGrain(Box).Read());
        Assert.Equal((1, 2), (stale.Seq, newest.Seq));
        Assert.Equal(0, ViewJson.Read<BoxView>(stale.View).Packed);
    }

    /// <summary>As a gateway does: again with the same ids until it is told that they are stored.</summary>
    static async Task Sent(SiloInDatabase silo, Fact fact)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await silo.Grains.GetGrain(Box).Record(new FactBatch([Of(fact)]));
                return;
            }
            catch (Exception) when (attempt < 50) { await Task.Delay(10 * attempt, TestContext.Current.CancellationToken); }
        }
    }

    static BoxRegistered Registered() => new(Code.Parse<SealNumber>("ES-0001"), Code.Parse<BeaconId>("B-0001"), Code.Parse<Party>("centre:CW01"));
    static TubePacked Packed(int tube) => new(Code.Parse<TubeSerial>($"T{tube:00000}"), Code.Parse<Party>("centre:CW01"));

    static FactEnvelope Of(Fact fact) => new Recorded(
        FactIds.Named($"split\n{System.Text.Encoding.UTF8.GetString(FactCodec.Write(fact))}"), new Stamp(new Instant(1_599_350_400_000_000), "S-1", 1, 1, 0), TimeSpan.Zero, null,
        new Instant(1_599_350_400_000_000), null, null, null, fact).ToEnvelope();
}
