using System.Diagnostics;

namespace SpecimenLogistics.Contracts;

/// <summary>Spans of work that serves several messages at once.</summary>
public static class BatchSpan
{
    /// <summary>
    /// Belongs to the trace of the first message that is followed and has a link to each of the others'. null where nobody listens or none is
    /// followed. It is the current one until it ends.
    /// </summary>
    /// <param name="served">Where the messages' traces stand; default for one that is not followed.</param>
    public static Activity? Start(ActivitySource source, string name, IEnumerable<ActivityContext> served)
    {
        if (!source.HasListeners()) return null;
        ActivityContext[] followed = [.. served.Where(IsFollowed).Distinct()];
        return followed.Length == 0 ? null : source.StartActivity(name, ActivityKind.Internal, followed[0], links: followed.Skip(1).Select(each => new ActivityLink(each)));
    }

    public static bool IsFollowed(ActivityContext context) => (context.TraceFlags & ActivityTraceFlags.Recorded) != 0;

    /// <summary>What is under way here, where it is followed.</summary>
    public static ActivityContext Current => Activity.Current is { Recorded: true } now ? now.Context : default;
}
