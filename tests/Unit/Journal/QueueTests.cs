using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

public abstract class QueueTests(On on)
{
    [Fact]
    public async Task A_full_queue_makes_callers_wait_and_loses_none()
    {
        using var store = new TestStore(on, configure: o => o.QueueLength = 512);
        using var held = new ManualResetEventSlim();
        using var feed = store.Feed.Subscribe(_ => held.Wait(TimeSpan.FromSeconds(30)));
        var writer = store.Get<JournalWriter>();
        var all = Enumerable.Range(0, 3000).Select(i => store.Journal.Append(Append($"box/{i}", 0, Fact(i)) with { State = State($"{i}", "v") }, Soon)).ToList();
        Assert.InRange(writer.Waiting, 1, 512);
        Assert.DoesNotContain(all, a => a.IsCompleted);
        held.Set();
        Assert.All(await Task.WhenAll(all), o => Assert.IsType<AppendOutcome.Committed>(o));
        Assert.Equal(3000, (await store.Read.Counts(Soon)).Facts);
    }

    [Fact]
    public async Task A_caller_that_stops_waiting_for_a_full_queue_has_written_nothing()
    {
        using var store = new TestStore(on, configure: o => o.QueueLength = 512);
        using var held = new ManualResetEventSlim();
        using var feed = store.Feed.Subscribe(_ => held.Wait(TimeSpan.FromSeconds(30)));
        var all = Enumerable.Range(0, 2000).Select(i => store.Journal.Append(Append($"box/{i}", 0, Fact(i)) with { State = State($"{i}", "v") }, Soon)).ToList();
        using var impatient = new CancellationTokenSource();
        var late = store.Journal.Append(Append("box/late", 0, Fact(9999)), impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);
        held.Set();
        await Task.WhenAll(all);
        Assert.Empty(await store.Journal.Read("box/late", 0, Soon));
    }

    [Fact]
    public async Task What_is_queued_when_the_store_closes_is_still_written()
    {
        using var store = new TestStore(on);
        var all = Enumerable.Range(0, 1000).Select(i => store.Journal.Append(Append($"box/{i}", 0, Fact(i)), Soon)).ToList();
        var journal = store.Journal;
        store.Reopen();
        await Task.WhenAll(all);
        Assert.Equal(1000, (await store.Read.Counts(Soon)).Facts);
        await Assert.ThrowsAsync<JournalException>(() => journal.Append(Append("box/after", 0, Fact(5000)), Soon));
    }

    [Fact]
    public void A_second_process_in_the_same_folder_is_refused()
    {
        using var store = new TestStore(on);
        _ = store.Journal;
        using var second = new TestStore(on, store.Folder, store: store.Store);
        Assert.Contains("in use", Assert.Throws<JournalException>(() => second.Journal).Message);
    }

    [Fact]
    public void Options_that_make_no_sense_are_told_one_line_each()
    {
        using var store = new TestStore(on, configure: o => (o.DataFolder, o.QueueLength, o.PerTransaction, o.Readers) = ("", 0, 0, 0));
        var error = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => store.Journal);
        Assert.Equal(4, error.Failures.Count());
    }
}
