using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>Whether a subject is at its end, so that what its facts said may be destroyed when their term is over.</summary>
public static class Over
{
    /// <param name="view">As the read model has it; null where it has none.</param>
    public static bool Is(string stream, byte[]? view) => Subject.TryParse(stream, out var subject) && subject.Kind switch
    {
        // Full, on its way, held or missing it is somebody's; and what nothing is known of nobody may forget.
        SubjectKind.Box => view is { Length: > 0 } && ViewJson.Read<BoxView>(view) is
            { Place: BoxPlace.WarehouseClean or BoxPlace.WarehouseDirty or BoxPlace.WarehouseFaulty or BoxPlace.WrittenOff, Hold: null, HalfSince: null },
        SubjectKind.Incident => view is not { Length: > 0 } || ViewJson.Read<IncidentView>(view).Status is IncidentStatus.Resolved or IncidentStatus.Withdrawn,
        // A day is over when it is over.
        SubjectKind.Delivery or SubjectKind.Plan => true,
        _ => false,
    };
}
