using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

/// <summary>A message that cannot be read has no number: what comes again is known by its bytes, and only when it says so.</summary>
public abstract class UnreadableTests : IDisposable
{
    readonly TestStore _store;
    FaultyDialect _faults = null!;

    protected UnreadableTests(On on) => _store = new TestStore(on, dialect: inner => _faults = new FaultyDialect(inner));

    public void Dispose() => _store.Dispose();

    static UnreadableItem Item(string device = "S007", string topic = "v9/x", byte last = 3, bool again = false) =>
        new(device, topic, [1, 2, last], "unknown_topic: no device publishes there", Noon) { Again = again };

    [Fact]
    public async Task What_is_sent_again_is_kept_once_also_by_the_next_life()
    {
        await Keep(Item());
        await Keep(Item(again: true));
        _store.Reopen();
        await Keep(Item(again: true));
        Assert.Equal(1, await Kept());
    }

    [Fact]
    public async Task What_comes_anew_is_kept_anew_even_if_it_looks_the_same()
    {
        await Keep(Item());
        await Keep(Item());
        Assert.Equal(2, await Kept());
    }

    [Fact]
    public async Task What_is_sent_again_and_was_not_kept_is_kept()
    {
        await Keep(Item(again: true));
        await Keep(Item(device: "S008", again: true));
        await Keep(Item(topic: "v9/y", again: true));
        await Keep(Item(last: 4, again: true));
        Assert.Equal(4, await Kept());
    }

    [Fact]
    public async Task Many_tries_at_once_are_kept_once()
    {
        // While one commit is under way these queue up and share the next.
        await Task.WhenAll(Enumerable.Range(0, 300).Select(n => Keep(Item(last: 5, again: n > 0))));
        Assert.Equal(1, await Kept());
    }

    [Theory, InlineData(nameof(CommitFault.BeforeTheDisk)), InlineData(nameof(CommitFault.AfterTheDisk))]
    public async Task A_retry_after_an_unknown_commit_is_kept_once(string fault)
    {
        await Keep(Item(last: 9));
        _faults.Next = Enum.Parse<CommitFault>(fault);
        await Assert.ThrowsAsync<JournalException>(() => Keep(Item()));
        await Keep(Item(again: true));
        Assert.Equal(2, await Kept());
    }

    Task Keep(UnreadableItem item) => _store.Unreadable.Keep(item, Soon);

    async Task<long> Kept()
    {
        var verified = _store.Verify();
        Assert.True(verified.Ok);
        Assert.Equal(verified.Unreadable, (await _store.Read.Counts(Soon)).Unreadable);
        return verified.Unreadable;
    }
}
