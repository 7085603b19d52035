namespace SpecimenLogistics.Domain;

/// <summary>One incident per cause: its id is made of the cause and what it is about.</summary>
public static class IncidentId
{
    public static Subject Of(CauseSummary cause) => Of(cause.Cause, cause.About);
    public static Subject Of(CauseKind cause, Subject about) => new(SubjectKind.Incident, $"{Word(cause)}:{about.Id}");

    public static string Word(CauseKind cause) => cause switch
    {
        CauseKind.Late => "late",
        CauseKind.AtRisk => "at-risk",
        CauseKind.SealOpened => "seal-opened",
        CauseKind.VehicleSilent => "vehicle-silent",
        CauseKind.Unaccounted => "unaccounted",
        CauseKind.HalfHandover => "half-handover",
        CauseKind.Temperature => "temperature",
        CauseKind.StockLow => "stock-low",
        CauseKind.LoggerSilent => "logger-silent",
        CauseKind.NotClosed => "not-closed",
        CauseKind.LeftBehind => "left-behind",
        CauseKind.TubesDiffer => "tubes-differ",
        CauseKind.TubeInTwoBoxes => "tube-in-two-boxes",
        CauseKind.NotEmpty => "not-empty",
        CauseKind.Held => "held",
        CauseKind.Breakdown => "breakdown",
        CauseKind.Accident => "accident",
        CauseKind.Leak => "leak",
        CauseKind.HeldUp => "held-up",
        CauseKind.InstructionUnseen => "instruction-unseen",
        _ => "wrong-laboratory",
    };
}
