using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Cluster;

/// <summary>What a box's grain keeps and does not double, whatever dies between commit and acknowledgement.</summary>
public sealed class A_box_grain
{
    static readonly Subject Box = new(SubjectKind.Box, "BX-0001");

    [Fact(Timeout = 60_000)]
    public async Task whose_commit_is_not_heard_of_acknowledges_nothing_and_then_doubles_nothing()
    {
        await using var silo = await OneSilo.Start(OneSilo.NewFolder());
        await silo.Grains.GetGrain(Box).Record(Batch(Registered()));
        silo.Journal.LoseTheWord = true;
        await Assert.ThrowsAnyAsync<Exception>(() => silo.Grains.GetGrain(Box).Record(Batch(Packed(1), Packed(2))));
        silo.Journal.LoseTheWord = false;
        var again = await Retried(() => silo.Grains.GetGrain(Box).Record(Batch(Packed(1), Packed(2), Packed(3))));
        Assert.Equal(1, again.Stored);
        Assert.Equal(2, again.Repeats);
        Assert.Equal(3, (await View(silo)).Packed);
        Assert.Equal(4, (await silo.Journal.Read(Box.Value, 0, TestContext.Current.CancellationToken)).Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task that_is_killed_comes_back_with_every_fact_it_acknowledged_once()
    {
        var folder = OneSilo.NewFolder();
        await using (var first = await OneSilo.Start(folder))
        {
            await first.Grains.GetGrain(Box).Record(Batch(Registered()));
            for (var i = 0; i < 20; i++) await first.Grains.GetGrain(Box).Record(Batch(Packed(i)));
            await first.Kill();
        }
        await using var second = await OneSilo.Start(folder);
        await second.Grains.GetGrain(Box).Record(Batch([.. Enumerable.Range(0, 25).Select(Packed)]));
        Assert.Equal(25, (await View(second)).Packed);
        Assert.Equal(26, (await second.Journal.Read(Box.Value, 0, TestContext.Current.CancellationToken)).Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task tells_its_holder_through_the_outbox_until_the_account_agrees()
    {
        await using var silo = await OneSilo.Start(OneSilo.NewFolder(), loops: true);
        await silo.Grains.GetGrain(new Subject(SubjectKind.Vehicle, "V001")).Record(Batch(new VehicleRegistered(Code.Parse<BeaconId>("B-V001"))));
        await silo.Grains.GetGrain(Box).Record(Batch(Registered(), Packed(1), new HandedOver(HandoverSide.Take, Party("centre:CW01"), Party("vehicle:V001"), null)));
        var aboard = await Until(async () => ViewJson.Read<VehicleView>((await silo.Grains.GetGrain(new Subject(SubjectKind.Vehicle, "V001")).Read()).View), v => v.Account.Balance == 1);
        Assert.Equal("BX-0001", Assert.Single(aboard.Aboard).Box.Value);
        await Until(() => silo.Store.Counts(TestContext.Current.CancellationToken), c => c.Outbox == 0);
    }

    [Fact(Timeout = 60_000)]
    public async Task of_many_days_takes_what_is_told_late_of_the_first_and_nothing_twice()
    {
        await using var silo = await OneSilo.Start(OneSilo.NewFolder());
        var (box, home, cw01, days) = (silo.Grains.GetGrain(Box), Party("warehouse:WH1"), Party("centre:CW01"), new List<FactBatch>());
        await box.Record(At(-1, Registered()));
        for (var day = 0; day < 6; day++)
        {
            days.Add(At(day, new BoxIssued(home, cw01), Packed(day * 2), Packed(day * 2 + 1), new BoxEmptied(Party("laboratory:LAB1")), new BoxReturned(home, Party("vehicle:V001"))));
            await box.Record(days[^1]);
        }
        // Sent again by a device that saw no acknowledgement, days ago.
        Assert.Equal(new RecordOutcome(0, 5, 31), await box.Record(days[0]));
        Assert.Equal(1, (await box.Record(At(0, Packed(0), Packed(900)))).Stored);
        Assert.Equal(3, (await View(silo)).Cycles[1].Packed);
        Assert.Equal(1, (await box.Record(At(6, new BoxIssued(home, cw01)))).Stored);
        Assert.Equal(new RecordOutcome(0, 5, 33), await box.Record(days[2]));
        var rows = await silo.Journal.Read(Box.Value, 0, TestContext.Current.CancellationToken);
        Assert.Equal(33, rows.Count);
        Assert.Equal(SpecimenLogistics.Grains.Refold.View(Box.Value, rows), (await box.Read()).View);
    }

    [Fact(Timeout = 60_000)]
    public async Task knows_again_what_was_put_away_although_its_time_is_reckoned_anew()
    {
        await using var silo = await OneSilo.Start(OneSilo.NewFolder());
        var (box, home, cw01) = (silo.Grains.GetGrain(Box), Party("warehouse:WH1"), Party("centre:CW01"));
        await box.Record(At(-1, Registered()));
        for (var day = 0; day < 4; day++) await box.Record(At(day, new BoxIssued(home, cw01), Packed(day), new BoxReturned(home, Party("vehicle:V001"))));
        // The same id with today's time: the store knows it, and the grain that starts from the store does too.
        var again = new FactBatch([At(0, Packed(0)).Facts[0] with { OccurredAt = At(3, Packed(0)).Facts[0].OccurredAt + 5_000_000 }]);
        await Assert.ThrowsAsync<SpecimenLogistics.Grains.StaleActivationException>(() => box.Record(again));
        Assert.Equal(new RecordOutcome(0, 1, 13), await Retried(() => box.Record(again)));
        Assert.Equal(13, (await silo.Journal.Read(Box.Value, 0, TestContext.Current.CancellationToken)).Count);
    }

    static async Task<BoxView> View(OneSilo silo) => ViewJson.Read<BoxView>((await silo.Grains.GetGrain(Box).Read()).View);

    /// <summary>Asks until it is so; the test's own time limit is the deadline.</summary>
    static async Task<T> Until<T>(Func<Task<T>> ask, Func<T, bool> isSo)
    {
        while (true)
        {
            var answer = await ask();
            if (isSo(answer)) return answer;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    static async Task<RecordOutcome> Retried(Func<Task<RecordOutcome>> record)
    {
        while (true)
        {
            try { return await record(); }
            catch (SpecimenLogistics.Grains.StaleActivationException) { await Task.Delay(20, TestContext.Current.CancellationToken); }
        }
    }

    static Party Party(string text) => Code.Parse<Party>(text);
    static Fact Registered() => new BoxRegistered(Code.Parse<SealNumber>("ES-0001"), Code.Parse<BeaconId>("B-BX-0001"), Party("centre:CW01"));
    static Fact Packed(int tube) => new TubePacked(Code.Parse<TubeSerial>($"T{tube:000000}"), Party("centre:CW01"));

    static FactBatch At(int day, params Fact[] facts) => new([.. facts.Select((f, n) => new Recorded(
        FactIds.Named($"{day}\n{System.Text.Encoding.UTF8.GetString(FactCodec.Write(f))}"), new Stamp(new Instant(1_599_350_400_000_000) + TimeSpan.FromHours(24 * day + n), "S-1", 1, day * 10 + n, 0), TimeSpan.Zero, null,
        new Instant(1_599_350_400_000_000), null, null, null, f).ToEnvelope())]);

    static FactBatch Batch(params Fact[] facts) => new([.. facts.Select(f => new Recorded(
        FactIds.Named($"test\n{System.Text.Encoding.UTF8.GetString(FactCodec.Write(f))}"), new Stamp(new Instant(1_599_350_400_000_000), "S-1", 1, 1, 0), TimeSpan.Zero, null,
        new Instant(1_599_350_400_000_000), null, null, null, f).ToEnvelope())]);
}
