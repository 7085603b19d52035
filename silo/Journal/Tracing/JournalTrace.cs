using System.Diagnostics;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>The writer's part of a trace: how long a request waited, and the commit that it was in with others.</summary>
internal static class JournalTrace
{
    static readonly ActivitySource s_source = new("SpecimenLogistics.Journal");

    /// <summary>Begins to wait; null where whoever asks is not followed.</summary>
    public static Activity? Wait()
    {
        if (!s_source.HasListeners() || Activity.Current is not { Recorded: true } caller) return null;
        var wait = s_source.StartActivity("journal.wait");
        Activity.Current = caller;
        return wait;
    }

    /// <summary>Ends the waits of a batch and begins its transaction: beside the first wait, and linked from and to the others.</summary>
    public static Activity? Commit(IReadOnlyList<Work> batch)
    {
        if (!s_source.HasListeners()) return null;
        var waits = batch.Select(w => w.Wait).OfType<Activity>().ToList();
        var commit = BatchSpan.Start(s_source, "journal.commit", waits.Select(Asker));
        foreach (var wait in waits)
        {
            if (commit is not null && wait.TraceId != commit.TraceId) wait.AddLink(new ActivityLink(commit.Context));
            wait.Stop();
        }
        Activity.Current = commit;
        return commit?.SetTag("requests", batch.Count).SetTag("rows", batch.Sum(w => w.Rows));
    }

    /// <summary>What the commit changed goes to whoever listens in this process.</summary>
    public static Activity? Publish(Activity? commit, int views) =>
        commit is null || views == 0 ? null : s_source.StartActivity("feed.publish", ActivityKind.Internal, commit.Context)?.SetTag("views", views);

    public static void Ended(Activity? commit, int refused)
    {
        if (commit is null) return;
        commit.SetTag("refused", refused).SetTag("outcome", "committed");
        if (refused > 0) commit.SetStatus(ActivityStatusCode.Error, "the store refused requests");
        commit.Stop();
        Activity.Current = null;
    }

    public static void Failed(Activity? commit)
    {
        if (commit is null) return;
        commit.SetTag("outcome", "unknown").SetStatus(ActivityStatusCode.Error, "the outcome is unknown");
        commit.Stop();
        Activity.Current = null;
    }

    /// <summary>Where the request was made: the wait is its child, and what follows is the wait's sibling.</summary>
    static ActivityContext Asker(Activity wait) => new(wait.TraceId, wait.ParentSpanId, wait.ActivityTraceFlags);
}
