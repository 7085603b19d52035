using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Unit.Ingest;

static class Sites
{
    public static SiteView Laboratory(string id, params string[] docks) => Of(id, SiteRole.Laboratory, docks);
    public static SiteView Warehouse(string id, params string[] docks) => Of(id, SiteRole.Warehouse, docks);

    static SiteView Of(string id, SiteRole role, string[] docks) => new(
        Code.Parse<SiteId>(id), id, id, "", 22.3, 114.2, 100, role, Code.Parse<BeaconId>("BE-" + id), null, null, [],
        [.. docks.Select(Code.Parse<DockId>)], new AccountView(0, 0, 0, 0), [], 0, 0);
}
