using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>On time and in full. <c>Unknown</c>: it was unloaded, and something that decides is not known.</summary>
public enum Otif { Open, Yes, No, Unknown }

/// <summary>Why a delivery was not on time and in full.</summary>
public enum OtifFault { Late, BoxAway, TubesDiffer, SealBroken, WrongLaboratory, TooWarmOrCold }

/// <summary>In time, every box and tube, seals intact, nothing too warm or too cold, and at the laboratory it was meant for; as known now.</summary>
static class OtifRule
{
    public static (Otif Verdict, IReadOnlyList<OtifFault> Faults) Of(DeliveryView delivery, IReadOnlyList<CycleView?> cycles)
    {
        OtifFault[] faults = [.. Faults(delivery, cycles).Distinct().Order()];
        return (Verdict(delivery, cycles, faults), faults);
    }

    static Otif Verdict(DeliveryView delivery, IReadOnlyList<CycleView?> cycles, OtifFault[] faults) =>
        faults.Length > 0 ? Otif.No
        : delivery.UnloadedAt is null ? Otif.Open
        : delivery.WithinTarget is null || cycles.Any(c => c is null) ? Otif.Unknown
        : Otif.Yes;

    static IEnumerable<OtifFault> Faults(DeliveryView delivery, IReadOnlyList<CycleView?> cycles)
    {
        if (delivery.WithinTarget == false) yield return OtifFault.Late;
        if (delivery.Boxes.Any(b => b.Place is BoxPlace.Unaccounted or BoxPlace.WrittenOff)) yield return OtifFault.BoxAway;
        foreach (var discrepancy in cycles.OfType<CycleView>().SelectMany(c => c.Discrepancies))
            if (FaultOf(discrepancy) is { } fault) yield return fault;
    }

    /// <summary>null for what is wrong with the record or with the next use of the box, not with what was delivered.</summary>
    static OtifFault? FaultOf(Discrepancy discrepancy) => discrepancy switch
    {
        Discrepancy.Lost => OtifFault.BoxAway,
        Discrepancy.CountMismatch or Discrepancy.MissingTubes or Discrepancy.UnexpectedTubes or Discrepancy.TubeInTwoBoxes => OtifFault.TubesDiffer,
        Discrepancy.SealOpened or Discrepancy.SealNumberMismatch => OtifFault.SealBroken,
        Discrepancy.WrongLaboratory => OtifFault.WrongLaboratory,
        Discrepancy.TooWarm or Discrepancy.TooCold => OtifFault.TooWarmOrCold,
        _ => null,
    };
}
