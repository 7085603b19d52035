using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Journal;
using SpecimenLogistics.Tests.Postgres;

namespace SpecimenLogistics.Tests.Cluster;

/// <summary>Two silos find each other through our own statements for Orleans' membership, and share one store.</summary>
public sealed class A_cluster_on_one_database
{
    [Fact(Timeout = 120_000)]
    public async Task is_one_cluster_whose_boxes_each_have_one_writer_and_notices_who_leaves()
    {
        var store = PrivatePostgres.Shared.NewStore();
        await using var one = await SiloInDatabase.Start(store, "one");
        await using var two = await SiloInDatabase.Start(store, "two");
        await Until(one.Members, m => m is ["one", "two"]);
        await Until(two.Members, m => m is ["one", "two"]);

        var boxes = Enumerable.Range(1, 40).Select(n => new Subject(SubjectKind.Box, $"BX-{n:0000}")).ToList();
        for (var tube = 0; tube < 3; tube++)
            await Task.WhenAll(boxes.Select((box, n) => (n % 2 == tube % 2 ? one : two).Grains.GetGrain(box).Record(Batch(box, tube == 0 ? Registered(box) : Packed(box, tube)))));
        Assert.Equal(120, (await two.Store.Counts(TestContext.Current.CancellationToken)).Facts);

        await two.Leave();
        await Until(one.Members, m => m is ["one"]);
        await Task.WhenAll(boxes.Select(box => one.Grains.GetGrain(box).Record(Batch(box, Packed(box, 2), Packed(box, 3)))));
        foreach (var box in boxes) Assert.Equal(3, ViewJson.Read<BoxView>((await one.Grains.GetGrain(box).Read()).View).Packed);
        await one.Leave();
        Assert.Empty(Verifier.RunShared(store).Breaks);
    }

    static async Task Until<T>(Func<Task<T>> ask, Func<T, bool> isSo)
    {
        while (!isSo(await ask())) await Task.Delay(50, TestContext.Current.CancellationToken);
    }

    static BoxRegistered Registered(Subject box) => new(Code.Parse<SealNumber>($"ES-{box.Id}"), Code.Parse<BeaconId>($"B-{box.Id}"), Code.Parse<Party>("centre:CW01"));
    static TubePacked Packed(Subject box, int tube) => new(Code.Parse<TubeSerial>($"T{box.Id[3..]}{tube}"), Code.Parse<Party>("centre:CW01"));

    static FactBatch Batch(Subject box, params Fact[] facts) => new([.. facts.Select(f => new Recorded(
        FactIds.Named($"test\n{box}\n{System.Text.Encoding.UTF8.GetString(FactCodec.Write(f))}"), new Stamp(new Instant(1_599_350_400_000_000), "S-1", 1, 1, 0), TimeSpan.Zero, null,
        new Instant(1_599_350_400_000_000), null, null, null, f).ToEnvelope())]);
}
