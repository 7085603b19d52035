using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>One tube of one cycle of a box, and what the bench said of it.</summary>
/// <param name="Said">What was scanned, of an unexpected tube too; null when nobody read it.</param>
/// <param name="ReasonEn">The laboratory's own words for its reason; null where its lists do not have it.</param>
/// <param name="At">When it was read, and <paramref name="By"/> whom: not those of the dock.</param>
/// <param name="ReceivedAt">When its box was received at the door.</param>
public sealed record TubeLine(
    string Serial, BoxId Box, int Cycle, BenchOutcome Outcome, TubeOutcome? Said, string? Reason, string? ReasonEn, string? ReasonZh, Instant? At, StaffId? By,
    Party? Laboratory, Instant? ReceivedAt)
{
    public static IEnumerable<TubeLine> Of(BoxId box, BoxCycle cycle, BenchReasons reasons) => TubeResult.Of(cycle.Evidence).Select(tube =>
    {
        var words = reasons.Find(tube.Reason);
        return new TubeLine(
            tube.Serial, box, cycle.Number, tube.Outcome, tube.Said, tube.Reason, words?.En, words?.Zh, tube.At, tube.By, cycle.Laboratory, cycle.ReceivedAt);
    });
}

/// <summary>A laboratory's lists of reasons: a code keeps the words of the newest version that has it.</summary>
public sealed class BenchReasons(IReadOnlyList<ReasonsView>? versions)
{
    public static readonly BenchReasons None = new(null);

    /// <summary>Those in force; null when the laboratory has no list and any text will do.</summary>
    public ReasonsView? Newest => versions is { Count: > 0 } ? versions[^1] : null;

    public BenchReason? Find(string? code) =>
        code is null ? null : versions?.Reverse().SelectMany(v => v.List).FirstOrDefault(r => r.Code == code);
}
