using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

/// <summary>A commit that fails acknowledges nothing, and the retry finds out.</summary>
public abstract class UnknownOutcomeTests : IDisposable
{
    readonly TestStore _store;
    FaultyDialect _faults = null!;

    protected UnknownOutcomeTests(On on) => _store = new TestStore(on, dialect: inner => _faults = new FaultyDialect(inner));

    public void Dispose() => _store.Dispose();

    [Theory, InlineData(nameof(CommitFault.BeforeTheDisk)), InlineData(nameof(CommitFault.AfterTheDisk))]
    public async Task Nothing_is_acknowledged_and_nobody_is_shown_anything(string fault)
    {
        var shown = 0;
        await _store.Journal.Append(Append("box/A", 0, Fact(1)) with { State = State("A", "one") }, Soon);
        using var feed = _store.Feed.Subscribe(rows => shown += rows.Count);
        _faults.Next = Enum.Parse<CommitFault>(fault);
        await Assert.ThrowsAsync<JournalException>(() => _store.Journal.Append(Append("box/A", 1, Fact(2)) with { State = State("A", "two") }, Soon));
        Assert.Equal(0, shown);
    }

    [Fact]
    public async Task Who_asks_is_told_that_nothing_is_taken_and_why_while_it_lasts_and_not_of_one_that_failed()
    {
        await _store.Journal.Append(Append("box/B", 0, Fact(2)), Soon);
        var takes = _store.Get<IStoreTakes>();
        await Fail(CommitFault.BeforeTheDisk);
        Assert.Null(takes.Trouble);
        while (takes.Trouble is null) await Fail(CommitFault.NoRoom);
        Assert.Equal("the store's disk is full", takes.Trouble?.Why);
        Assert.True(takes.Trouble?.For >= TimeSpan.FromSeconds(2));
        Assert.Contains(_store.Get<IEnumerable<IReadiness>>(), part => part.WhyNot == "the store's disk is full");
        await Fail(CommitFault.BeforeTheDisk);
        Assert.Equal("the store takes nothing", takes.Trouble?.Why);
        await _store.Journal.Append(Append("box/A", 0, Fact(1)), Soon);
        Assert.Null(takes.Trouble);
    }

    async Task Fail(CommitFault fault)
    {
        _faults.Next = fault;
        await Assert.ThrowsAsync<JournalException>(() => _store.Journal.Append(Append("box/A", 0, Fact(1)), Soon));
        await Task.Delay(100, Soon);
    }

    [Fact]
    public async Task A_retry_after_a_commit_that_never_was_is_stored_once()
    {
        await _store.Track.Append(Sightings("V001", 1, 1), Soon);
        _faults.Next = CommitFault.BeforeTheDisk;
        await Assert.ThrowsAsync<JournalException>(() => _store.Track.Append(Sightings("V001", 1, 2, 3), Soon));
        var again = await _store.Track.Append(Sightings("V001", 1, 2, 3), Soon);
        Assert.Equal((2, 0, 3L), (again.Stored, again.Repeats, again.HeardThrough));
        Assert.True(_store.Verify().Ok);
    }

    [Fact]
    public async Task A_retry_after_a_commit_that_was_is_known_for_a_repeat()
    {
        await _store.Track.Append(Sightings("V001", 1, 1), Soon);
        await _store.Journal.Append(Append("box/A", 0, Fact(1)), Soon);
        _faults.Next = CommitFault.AfterTheDisk;
        await Assert.ThrowsAsync<JournalException>(() => _store.Track.Append(Sightings("V001", 1, 2, 3), Soon));
        await _store.Journal.Append(Append("box/B", 0, Fact(3)), Soon);
        _faults.Next = CommitFault.AfterTheDisk;
        await Assert.ThrowsAsync<JournalException>(() => _store.Journal.Append(Append("box/A", 1, Fact(2)), Soon));

        var again = await _store.Track.Append(Sightings("V001", 1, 2, 3), Soon);
        Assert.Equal((0, 2, 3L), (again.Stored, again.Repeats, again.HeardThrough));
        Assert.Equal(new AppendOutcome.Conflict(2), await _store.Journal.Append(Append("box/A", 1, Fact(2)), Soon));
        Assert.Equal(new AppendOutcome.Duplicate(Id(2)), await _store.Journal.Append(Append("box/A", 2, Fact(2)), Soon));
        Assert.True(_store.Verify().Ok);
        Assert.Equal((3, 3), ((await _store.Read.Counts(Soon)).Facts, (await _store.Read.Counts(Soon)).Telemetry));
    }
}
