using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>Where a device belongs, read from its registration: <c>centre:CW01</c>, <c>dock:LAB1-D1</c>, <c>box:BX-0001</c>.</summary>
/// <param name="Party">Who acts when a person scans here; for a dock its laboratory or warehouse.</param>
public sealed record DevicePlace(Party? Party, DockId? Dock, BoxId? Box)
{
    public static DevicePlace Of(string place, IDirectory directory)
    {
        if (Domain.Party.TryParse(place, out var party)) return new(party, null, null) { Docks = DocksOf(party, directory) };
        var id = place[(place.IndexOf(':') + 1)..];
        if (place.StartsWith("dock:", StringComparison.Ordinal) && DockId.TryParse(id, out var dock)) return new(PartyOf(directory.SiteOfDock(dock)), dock, null);
        if (place.StartsWith("box:", StringComparison.Ordinal) && BoxId.TryParse(id, out var box)) return new(null, null, box);
        return new(null, null, null);
    }

    /// <summary>A laboratory's own docks, where its door is: a scanner of the laboratory says at which it stands.</summary>
    public IReadOnlyList<DockId> Docks { get; init; } = [];

    static IReadOnlyList<DockId> DocksOf(Party party, IDirectory directory) =>
        party.Kind == PartyKind.Laboratory && SiteId.TryParse(party.Id, out var id) && directory.Site(id) is { } site ? site.Docks : [];

    static Party? PartyOf(SiteView? site) => site?.Role switch
    {
        SiteRole.Laboratory => Domain.Party.Laboratory(site.Id),
        SiteRole.Warehouse => Domain.Party.Warehouse(site.Id),
        SiteRole.Centre => Domain.Party.Centre(site.Id),
        _ => null,
    };

    /// <summary>The subject whose telemetry this device's is.</summary>
    public Subject? Hearer => this switch
    {
        { Dock: { } dock } => Subject.Of(dock),
        { Box: { } box } => Subject.Of(box),
        { Party: { Kind: PartyKind.Vehicle } vehicle } => vehicle.Subject,
        _ => null,
    };
}
