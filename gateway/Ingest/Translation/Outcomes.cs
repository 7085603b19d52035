using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>The wire's words for how something turned out.</summary>
static class Outcomes
{
    public static Condition Condition(ScanFields f) => f.Word(
        ("intact", Domain.Condition.Intact), ("opened", Domain.Condition.Opened), ("wet", Domain.Condition.Wet),
        ("warm", Domain.Condition.Warm), ("doubtful", Domain.Condition.Doubtful));

    public static TroubleKind Trouble(ScanFields f) => f.Word(
        ("breakdown", TroubleKind.Breakdown), ("delay", TroubleKind.Delay), ("accident", TroubleKind.Accident), ("leak", TroubleKind.Leak), ("over", TroubleKind.Over));

    public static bool Intact(ScanFields f) => f.Word(("intact", true), ("opened", false));

    public static Finding Finding(ScanFields f) => f.Word(
        ("empty", Domain.Finding.Empty), ("not-empty", Domain.Finding.NotEmpty), ("faulty", Domain.Finding.Faulty));

    public static TubeOutcome Tube(ScanFields f) => f.Word(
        ("accepted", TubeOutcome.Accepted), ("accepted-with-remark", TubeOutcome.AcceptedWithRemark), ("rejected", TubeOutcome.Rejected));
}
