namespace SpecimenLogistics.Domain;

/// <summary>Incidents of a vehicle beside its silence: it cannot go on, or its driver does not look at what he is told.</summary>
static class VehicleCauses
{
    public static IEnumerable<CauseSummary> Of(VehicleState vehicle)
    {
        foreach (var kind in new[] { TroubleKind.Breakdown, TroubleKind.Delay, TroubleKind.Accident, TroubleKind.Leak })
            if (vehicle.Troubles.GetValueOrDefault(kind) is { } reported) yield return Trouble(vehicle, kind, reported);
        var late = vehicle.Orders.IsEmpty ? [] : vehicle.Instructions.Where(i => vehicle.UnseenTooLong.Contains(i.DueAt) || i.Seen > i.DueAt).ToList();
        if (late.Count == 0) yield break;
        var unseen = late.Where(i => i.Seen is null).ToList();
        yield return new CauseSummary(
            CauseKind.InstructionUnseen, Severity.Amber, unseen.Count > 0, Subject.Of(vehicle.Id), (unseen.Count > 0 ? unseen : late).Min(i => i.Instruction.At),
            [vehicle.Id.Value, .. unseen.Select(i => i.Instruction.Text)], unseen.Count > 0 ? null : $"seen {late.Max(i => i.Seen)}");
    }

    static CauseSummary Trouble(VehicleState vehicle, TroubleKind kind, Recorded reported)
    {
        var over = vehicle.Troubles.GetValueOrDefault(TroubleKind.Over) is { } end && Pick.Compare(end, reported) > 0;
        return new CauseSummary(
            kind == TroubleKind.Breakdown ? CauseKind.Breakdown : kind == TroubleKind.Accident ? CauseKind.Accident : kind == TroubleKind.Leak ? CauseKind.Leak : CauseKind.HeldUp,
            kind is TroubleKind.Breakdown or TroubleKind.Accident ? Severity.Red : Severity.Amber, !over, Subject.Of(vehicle.Id), reported.Stamp.OccurredAt,
            [vehicle.Id.Value, $"{vehicle.Account.Balance} boxes", ((TroubleReported)reported.Fact).Reason ?? ""], over ? "over, says its driver" : null);
    }
}
