using System.Diagnostics;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Journal;
using SpecimenLogistics.Tests.Postgres;

namespace SpecimenLogistics.Tests.Cluster;

/// <summary>What a process hears of a grain in another one while the database of both is away, and after.</summary>
public sealed class A_database_that_goes
{
    static readonly Subject[] Boxes = [.. Enumerable.Range(1, 30).Select(n => new Subject(SubjectKind.Box, $"BX-{n:0000}"))];

    [Fact(Timeout = 180_000)]
    public async Task is_told_at_once_to_whoever_waits_in_another_process_and_missed_by_nobody_afterwards()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var database = new PrivatePostgres(durable: true);
        var store = database.NewStore();
        await using (var one = await SiloInDatabase.Start(store, "one"))
        await using (var two = await SiloInDatabase.Start(store, "two"))
        {
            while ((await one.Members()).Length < 2) await Task.Delay(50, cancel);
            // Half of them are in memory, the other half will have to be read.
            foreach (var box in Boxes[..15]) await one.Grains.GetGrain(box).Record(Batch(box, 0));
            database.Cut();
            var began = Stopwatch.GetTimestamp();
            var told = await Task.WhenAll(Boxes.Select(box => Told(one, box)));
            Assert.All(told, Assert.NotNull);
            // A grain call waits for ten seconds where nobody answers it.
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(8), $"{Stopwatch.GetElapsedTime(began)}");
            Assert.All(told, error => Assert.IsAssignableFrom<NotKnownStoredException>(error));
            database.StartAgain();
            foreach (var box in Boxes)
                while (await Told(one, box) is not null) await Task.Delay(50, cancel);
            Assert.Equal(45, (await two.Store.Counts(cancel)).Facts);
        }
        Assert.Empty(Verifier.RunShared(store).Breaks);
    }

    static async Task<Exception?> Told(SiloInDatabase silo, Subject box)
    {
        try
        {
            await silo.Grains.GetGrain(box).Record(Batch(box, 1));
            return null;
        }
        catch (Exception error) { return error; }
    }

    static FactBatch Batch(Subject box, int tube)
    {
        var fact = new TubePacked(Code.Parse<TubeSerial>($"T{box.Id[3..]}{tube}"), Code.Parse<Party>("centre:CW01"));
        return new([new Recorded(FactIds.Named($"{box} {tube}"), new Stamp(new Instant(1_599_350_400_000_000), "S-1", 1, tube + 1, 0), TimeSpan.Zero, null,
            new Instant(1_599_350_400_000_000), null, null, null, fact).ToEnvelope()]);
    }
}
