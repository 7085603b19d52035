using SpecimenLogistics.Browser.Fakes;
using static SpecimenLogistics.Browser.WarehouseTablet;

namespace SpecimenLogistics.Browser;

/// <summary>Clean boxes and kits go out of a warehouse, to whoever runs out.</summary>
public sealed class WarehouseIssueTests(Chromium chromium)
{
    const int Deadline = 90_000;

    [Fact(Timeout = Deadline)]
    public async Task A_clean_box_goes_out_for_the_centre_its_vehicle_loads_for_and_once()
    {
        await using var host = await WarehousePlaces.Host();
        await using var tablet = await Enrol(chromium.Browser, host);
        await tablet.Scan(Me);
        await tablet.Page.ClickAsync("text=Issue boxes");
        await tablet.Scan("BX-0101");
        await Has(tablet.Answer, "For which centre?");
        await tablet.Page.Locator("#answer button").ClickAsync();
        await tablet.Scan("V140", "BX-0101", "BX-0102", "BX-0101");
        await Has(tablet.Last, "BX-0101 was issued already.");
        await Has(tablet.Page.Locator(".ask"), "EA02 Island East Sports Centre");
        await Has(tablet.Number, "2");
        await Shelves(tablet, "1 1 2 1");
        await Browsing.Picture(tablet.Page, "warehouse-issue-820");
        await Adds(tablet);
        await tablet.Counted("0", "0", "4");
        Assert.Equal([("BX-0101", "centre:EA02"), ("BX-0102", "centre:EA02")], host.Scans.Of("issue").Select(s => (Text(s, "box"), Text(s, "party"))));
        Assert.Equal([("BX-0101", "vehicle:V140"), ("BX-0102", "vehicle:V140")], host.Scans.Of("give").Select(s => (Text(s, "box"), Text(s, "party"))));
        await tablet.Page.ClickAsync("text=Choose another centre");
        await tablet.Page.ClickAsync("text=Another centre");
        await tablet.Page.SelectOptionAsync("dialog select", "SS04");
        await tablet.Page.ClickAsync("dialog button.act");
        await Has(tablet.Page.Locator(".ask .over"), "SS04");
        await tablet.Scan("BX-0103");
        await Has(tablet.Page.Locator(".shelf.clean"), "1 of them issued, not loaded yet");
        await tablet.Scan("V126", "BX-0103");
        await Has(tablet.Last, "BX-0103 is loaded");
        await tablet.Page.WaitForTimeoutAsync(800);
        await tablet.Scan("BX-0101");
        await Has(tablet.Answer, "This box was issued already.");
        await tablet.Counted("0", "0", "6");
        Assert.Equal("centre:SS04", Text(host.Scans.Of("issue").Last(), "party"));
        Assert.Equal(("BX-0103", "vehicle:V126"), (Text(host.Scans.Of("give").Last(), "box"), Text(host.Scans.Of("give").Last(), "party")));
    }

    [Fact(Timeout = Deadline)]
    public async Task What_must_not_go_out_has_its_sentence()
    {
        await using var host = await WarehousePlaces.Host();
        WarehousePlaces.Moved(host.Store, "BX-0298", SpecimenLogistics.Domain.BoxPlace.Held);
        await using var tablet = await Enrol(chromium.Browser, host);
        await tablet.Scan(Me);
        await tablet.Page.ClickAsync("text=Issue boxes");
        await Refuses(tablet, "V126", "Nobody knows for which centre V126 loads.", "Choose the centre");
        await tablet.Scan("V140");
        await tablet.Page.WaitForTimeoutAsync(800);
        foreach (var (label, headline, now) in new[]
        {
            ("BX-0111", "This box is not clean.", "Nobody has looked into this one."),
            ("BX-0121", "This box is not clean.", "has not been disinfected, or nobody has released it"),
            ("BX-0131", "This box is faulty.", "take another"),
            ("BX-0298", "This box is held: a tube was inside.", "cage R"),
            ("BX-0400", "This box is not at the warehouse.", "Scan it as a returned box first."),
            ("BX-9999", "This phone does not know this box to be clean.", "Take another box."),
            ("T2JK758QB0", "This does not belong here.", "Scan a clean box, or the vehicle that takes it."),
        }) await Refuses(tablet, label, headline, now);
        Assert.Empty(host.Scans.Scans);
    }

    [Fact(Timeout = Deadline)]
    public async Task Shows_who_runs_out_what_is_proposed_and_kits_only_as_far_as_they_are_known()
    {
        await using var host = await WarehousePlaces.Host();
        await using var tablet = await Enrol(chromium.Browser, host);
        await tablet.Scan(Me);
        var more = tablet.Page.Locator(".more");
        await Has(more, "Send more: 1 centre runs out before the next supply");
        await Has(more, "EA02 Island East Sports Centre");
        await Has(more, "190 kits, 30 boxes, 112 an hour");
        await Has(more, "600 kits");
        await Has(more, "V126 is free to bring them");
        await Has(more, "A dispatcher orders it in the control room.");
        await tablet.Page.ClickAsync("text=Kits: lots and expiry");
        await Has(tablet.Page.Locator(".ask"), "Kits in this warehouse: unknown.");
        await Has(tablet.Page.Locator(".lots"), "expired");
        await Has(tablet.Page.Locator(".lots"), "at most 190");
        await Browsing.Picture(tablet.Page, "warehouse-kits-820");
    }
}
