using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>A subject's view made from nothing but its rows: what verification holds the read model against.</summary>
public static class Refold
{
    public static byte[]? View(string stream, IReadOnlyList<JournalRow> rows)
    {
        if (!Subject.TryParse(stream, out var subject)) return null;
        return subject.Kind switch
        {
            SubjectKind.Box => Of<BoxState>(subject.Id, rows),
            SubjectKind.Site => Of<SiteState>(subject.Id, rows),
            SubjectKind.Vehicle => Of<VehicleState>(subject.Id, rows),
            SubjectKind.Courier => Of<CourierState>(subject.Id, rows),
            SubjectKind.Dock => Of<DockState>(subject.Id, rows),
            SubjectKind.Delivery => Of<DeliveryState>(subject.Id, rows),
            SubjectKind.Device => Of<DeviceState>(subject.Id, rows),
            SubjectKind.Incident => Of<IncidentState>(subject.Id, rows),
            SubjectKind.Plan => Of<PlanState>(subject.Id, rows),
            _ => Of<ProgrammeState>(subject.Id, rows),
        };
    }

    /// <summary>null where nobody has said yet what the facts are about, of which no view is kept.</summary>
    static byte[]? Of<TState>(string id, IReadOnlyList<JournalRow> rows) where TState : class, IFold<TState> =>
        Views.Of(rows.Aggregate(TState.Start(id), (state, row) => state.Apply(row.Fact.ToRecorded()))) is { Length: > 0 } view ? view : null;
}
