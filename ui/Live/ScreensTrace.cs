using System.Collections.Concurrent;
using System.Diagnostics;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ui;

/// <summary>The screens' part of a trace: what a commit changed is taken in, and stands in the next picture that is painted while somebody looks.</summary>
sealed class ScreensTrace
{
    const int Most = 256;
    static readonly ActivitySource s_source = new("SpecimenLogistics.Screens");
    readonly ConcurrentQueue<ActivityContext> applied = new();

    /// <summary>null where the rows come from the store and not from a commit that is followed: rows know no trace.</summary>
    public Activity? Apply(int views)
    {
        if (!s_source.HasListeners() || Activity.Current is not { Recorded: true }) return null;
        var span = s_source.StartActivity("screens.apply")?.SetTag("views", views);
        if (span is null || applied.Count >= Most) return span;
        applied.Enqueue(span.Context);
        return span;
    }

    /// <summary>The picture with all that was taken in since the last one.</summary>
    public Activity? Paint()
    {
        if (applied.IsEmpty) return null;
        var served = new List<ActivityContext>();
        while (applied.TryDequeue(out var each)) served.Add(each);
        return BatchSpan.Start(s_source, "screens.paint", served);
    }
}
