using Microsoft.Extensions.Options;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ingest;

namespace SpecimenLogistics.Unit.Ingest;

public sealed class DirectoryTests
{
    static SpecimenLogistics.Ingest.Directory Over(FakeStore store) => new(new DirectoryReader(store, Options.Create(new IngestOptions { DirectoryRefresh = TimeSpan.Zero }), TimeProvider.System));

    static BoxView Box(string id, string? seal, string? beacon) => new(
        Code.Parse<BoxId>(id), seal is null ? null : Code.Parse<SealNumber>(seal), beacon is null ? null : Code.Parse<BeaconId>(beacon),
        BoxPlace.WarehouseClean, null, null, false, SealState.None, 0, 0, null, null, [], []);

    static async Task<SpecimenLogistics.Ingest.Directory> Read(FakeStore store)
    {
        var directory = Over(store);
        await directory.Refresh(TestContext.Current.CancellationToken);
        return directory;
    }

    [Fact]
    public async Task A_box_is_found_by_its_seal_and_its_beacon()
    {
        var store = new FakeStore();
        store.Put("box", "BX-0001", Box("BX-0001", "ES-1", "BE-1"));
        var directory = await Read(store);
        Assert.Equal("BX-0001", directory.OfSeal("ES-1")?.Value);
        Assert.Equal("box/BX-0001", directory.OfBeacon("BE-1")?.Value);
        Assert.Null(directory.OfBeacon("BE-2"));
    }

    [Fact]
    public async Task A_beacon_moves_with_the_box_that_wears_it_now()
    {
        var store = new FakeStore();
        store.Put("box", "BX-0001", Box("BX-0001", "ES-1", "BE-1"));
        var directory = await Read(store);
        store.Put("box", "BX-0001", Box("BX-0001", "ES-1", "BE-9"));
        store.Put("box", "BX-0002", Box("BX-0002", null, "BE-1"));
        await directory.Refresh(TestContext.Current.CancellationToken);
        Assert.Equal("box/BX-0002", directory.OfBeacon("BE-1")?.Value);
        Assert.Equal("box/BX-0001", directory.OfBeacon("BE-9")?.Value);
    }

    [Fact]
    public void An_older_view_does_not_undo_a_newer_one()
    {
        var directory = Over(new FakeStore());
        directory.Apply(new EntityRow("box", "BX-0001", 2, 2, 0, ViewJson.Write(Box("BX-0001", "ES-2", null))));
        directory.Apply(new EntityRow("box", "BX-0001", 1, 3, 0, ViewJson.Write(Box("BX-0001", "ES-1", null))));
        Assert.Equal("BX-0001", directory.OfSeal("ES-2")?.Value);
        Assert.Null(directory.OfSeal("ES-1"));
    }

    [Fact]
    public async Task A_dock_and_a_beacon_lead_to_their_site()
    {
        var store = new FakeStore();
        store.Put("site", "LAB1", Sites.Laboratory("LAB1", "LAB1-D1", "LAB1-D2"));
        var directory = await Read(store);
        Assert.Equal("LAB1", directory.SiteOfDock(Code.Parse<DockId>("LAB1-D2"))?.Id.Value);
        Assert.Equal("site/LAB1", directory.OfBeacon("BE-LAB1")?.Value);
    }

    /// <summary>A default would hide a directory that knows no trips: whose drivers are then told nothing.</summary>
    [Fact]
    public void Whoever_stands_in_for_a_directory_has_to_say_all_of_it() => Assert.All(typeof(IDirectory).GetMethods(), part => Assert.True(part.IsAbstract, part.Name));
}
