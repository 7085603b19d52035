using SpecimenLogistics.Browser.Fakes;
using static SpecimenLogistics.Browser.WarehouseTablet;

namespace SpecimenLogistics.Browser;

/// <summary>Boxes are disinfected for as long as it takes, and somebody releases them.</summary>
public sealed class WarehouseBatchTests(Chromium chromium)
{
    const int Deadline = 90_000;

    [Fact(Timeout = Deadline)]
    public async Task A_batch_is_clean_only_when_its_time_is_up_and_somebody_releases_it_and_outlives_the_page()
    {
        await using var host = await WarehousePlaces.Host();
        await using var tablet = await Enrol(chromium.Browser, host, script: Skipping);
        await tablet.Scan(Me);
        await tablet.Page.ClickAsync("text=Start disinfecting");
        await tablet.Scan("BX-0121", "BX-0122", "BX-0121");
        await Has(tablet.Last, "BX-0121 is among them already.");
        await tablet.Page.ClickAsync("text=15 min");
        await Browsing.Picture(tablet.Page, "warehouse-batch-820");
        await tablet.Page.ClickAsync("text=START 15 MIN FOR 2 BOXES");
        await Has(tablet.Page.Locator(".running"), "hypochlorite 1,000 ppm, 15 min · " + Me);
        await Has(tablet.Page.Locator(".batches"), "Batches of other phones are not known here.");
        await tablet.Page.ReloadAsync();
        await Has(tablet.Page.Locator(".running .left"), "14:");
        await tablet.Scan("BX-0121");
        await Has(tablet.Answer, "The contact time is not over.");
        await Has(tablet.Answer, "D-1: 14:");
        await tablet.Page.Locator("#answer button").ClickAsync();
        Assert.Equal(0, await tablet.Page.Locator(".release").CountAsync());
        await tablet.Page.EvaluateAsync("window.skip = 15 * 60_000 + 2_000");
        await Has(tablet.Page.Locator(".release"), "Release D-1");
        await Shelves(tablet, "3 1 2 1");
        Assert.Empty(host.Scans.Of("disinfect"));
        await tablet.Page.ClickAsync(".release");
        await Shelves(tablet, "5 1 0 1");
        await tablet.Counted("0", "0", "2");
        Assert.Equal(["BX-0121 hypochlorite 1,000 ppm 15", "BX-0122 hypochlorite 1,000 ppm 15"], host.Scans.Of("disinfect").Select(s => $"{Text(s, "box")} {Text(s, "outcome")} {Text(s, "contact_min")}"));
    }

    [Fact(Timeout = Deadline)]
    public async Task What_cannot_be_disinfected_yet_has_its_sentence()
    {
        await using var host = await WarehousePlaces.Host();
        await using var tablet = await Enrol(chromium.Browser, host);
        await tablet.Scan(Me);
        await tablet.Page.ClickAsync("text=Start disinfecting");
        foreach (var (label, headline) in new[]
        {
            ("BX-0111", "Nobody has looked into this box."),
            ("BX-0101", "This box is clean already."),
            ("BX-0131", "This box is faulty."),
            ("BX-0297", "This box is not back here yet."),
            ("BX-9999", "This phone does not know this box."),
        }) await Refuses(tablet, label, headline);
        Assert.Equal(0, await tablet.Page.Locator(".picked button").CountAsync());
    }
}
