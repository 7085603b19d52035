using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

/// <summary>What a trace says of the writer. Other tests' commits are in other traces, or in none.</summary>
public sealed class TraceTests : IDisposable
{
    readonly ActivitySource _source = new("SpecimenLogistics.Tests.Callers");
    readonly ConcurrentQueue<Activity> _ended = new();
    readonly ActivityListener _listener;
    readonly string _folder = System.IO.Directory.CreateTempSubdirectory("journal-trace-").FullName;

    public TraceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source == _source || source.Name == "SpecimenLogistics.Journal",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _source.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    Activity Of(Activity caller, string name) => Assert.Single(_ended, a => a.TraceId == caller.TraceId && a.OperationName == name);

    [Fact]
    public void One_commit_of_two_messages_is_in_the_first_ones_trace_and_linked_with_the_others()
    {
        using var feed = new Heard();
        using var transactions = new Transactions(new SqliteDialect(_folder), TimeProvider.System, feed.Feed, new WriterTrouble(new SqliteDialect(_folder), TimeProvider.System), NullLogger.Instance, 50_000);
        var (first, one) = Asked(Append("box/A", 0, Fact(1)) with { State = State("A", "one") });
        var (second, two) = Asked(Append("box/B", 0, Fact(2)) with { Outbox = [new OutboxItem("box/B", "site/X", 1, [1])] });

        Assert.True(transactions.Take([one, two]));

        var commit = Of(first, "journal.commit");
        Assert.Equal((2, "committed"), (commit.GetTagItem("requests"), commit.GetTagItem("outcome")));
        Assert.Equal(ActivityStatusCode.Unset, commit.Status);
        Assert.Equal(first.SpanId, commit.ParentSpanId);
        Assert.Equal(second.TraceId, Assert.Single(commit.Links).Context.TraceId);
        Assert.Equal(commit.SpanId, Assert.Single(Of(second, "journal.wait").Links).Context.SpanId);
        Assert.Equal(Of(first, "feed.publish").SpanId, feed.Under);
        Assert.Equal(commit.Context, transactions.Traces.Followed(new OutboxItem("box/B", "site/X", 1, [1])).Trace);
        Assert.Equal(default, transactions.Traces.Followed(new OutboxItem("box/B", "site/X", 2, [1])).Trace);
    }

    [Theory, InlineData(nameof(CommitFault.None)), InlineData(nameof(CommitFault.BeforeTheDisk))]
    public void A_commit_that_the_store_refuses_is_an_error(string fault)
    {
        var dialect = new FaultyDialect(new SqliteDialect(_folder));
        using var feed = new Heard();
        using var transactions = new Transactions(dialect, TimeProvider.System, feed.Feed, new WriterTrouble(dialect, TimeProvider.System), NullLogger.Instance, 50_000);
        Assert.True(transactions.Take([Asked(Append("box/A", 0, Fact(1))).Work]));
        dialect.Next = Enum.Parse<CommitFault>(fault);

        // The same fact in another stream: the database refuses it.
        var (caller, work) = Asked(Append("box/B", 0, Fact(1)));
        transactions.Take([work]);

        Assert.Equal(ActivityStatusCode.Error, Of(caller, "journal.commit").Status);
        Assert.Null(feed.Under);
    }

    [Fact]
    public void Nobody_who_is_not_followed_makes_a_span()
    {
        Assert.Null(JournalTrace.Wait());
        using var unfollowed = new Activity("caller").Start();
        Assert.Null(JournalTrace.Wait());
    }

    (Activity Caller, AppendWork Work) Asked(StreamAppend append)
    {
        using var caller = _source.StartActivity("caller", ActivityKind.Internal, default(ActivityContext))!;
        return (caller, new AppendWork(append) { Wait = JournalTrace.Wait() });
    }

    /// <summary>A listener to the feed, and the span under which it was last told.</summary>
    sealed class Heard : IDisposable
    {
        readonly IDisposable _subscription;
        public Heard() => _subscription = Feed.Subscribe(_ => Under = Activity.Current?.SpanId);
        public Feed Feed { get; } = new(NullLogger<Feed>.Instance);
        public ActivitySpanId? Under { get; private set; }
        public void Dispose() => _subscription.Dispose();
    }
}
