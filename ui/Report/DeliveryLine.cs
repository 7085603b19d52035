using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>One delivery as a report counts it.</summary>
/// <param name="TransportMinutes">From its closure, declared or planned, to the last box's unload; null while it is open.</param>
/// <param name="MinutesToTarget">What was left when it was unloaded, negative when late; null while it is open.</param>
/// <param name="TemperatureUnknown">Of some box nobody knows whether it stayed in range.</param>
public sealed record DeliveryLine(
    DeliveryId Id, string NameEn, string NameZh, string District, SiteId? Laboratory, Instant Closed, Instant TargetAt, Instant? UnloadedAt, bool? WithinTarget, bool Proven,
    double? TransportMinutes, double? MinutesToTarget, Party? Carrier, IReadOnlyList<BoxId> Boxes, Otif Otif, IReadOnlyList<OtifFault> Faults, bool TemperatureUnknown)
{
    /// <summary>In order of date, site and session.</summary>
    public static IReadOnlyList<DeliveryLine> Of(ViewCache views) =>
        [.. views.All<DeliveryView>().OrderBy(d => d.Id.Date).ThenBy(d => d.Id.Site.Value, StringComparer.Ordinal).ThenBy(d => d.Id.Session).Select(d => Of(d, views))];

    static DeliveryLine Of(DeliveryView d, ViewCache views)
    {
        CycleView?[] cycles = [.. d.Boxes.Select(b => CycleOf(views.One<BoxView>(b.Box.Value), b))];
        var (otif, faults) = OtifRule.Of(d, cycles);
        var closed = d.DeclaredClosure ?? d.PlannedClosure;
        return new DeliveryLine(
            d.Id, d.NameEn, d.NameZh, views.One<SiteView>(d.Id.Site.Value)?.District ?? "", d.Laboratory, closed, d.TargetAt, d.UnloadedAt, d.WithinTarget, d.Proven,
            (d.UnloadedAt - closed)?.TotalMinutes, (d.TargetAt - d.UnloadedAt)?.TotalMinutes, d.Carrier, [.. d.Boxes.Select(b => b.Box)], otif, faults,
            cycles.Any(c => c?.Temperature is null or { State: TemperatureState.Unknown }));
    }

    /// <summary>A box goes round several times a day: the cycle that ended when this delivery's box did.</summary>
    static CycleView? CycleOf(BoxView? box, DeliveryBoxView of) =>
        box?.Cycles.LastOrDefault(c => c.UnloadedAt == of.UnloadedAt && c.ReceivedAt == of.ReceivedAt && c.Packed == of.Packed)
        ?? box?.Cycles.LastOrDefault(c => c.UnloadedAt == of.UnloadedAt && c.ReceivedAt == of.ReceivedAt);
}
