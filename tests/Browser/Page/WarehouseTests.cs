using SpecimenLogistics.Browser.Fakes;
using static SpecimenLogistics.Browser.WarehouseTablet;

namespace SpecimenLogistics.Browser;

/// <summary>A warehouse's tablet: boxes come back, and each is looked into.</summary>
public sealed class WarehouseTests(Chromium chromium)
{
    const int Deadline = 90_000;

    [Fact(Timeout = Deadline)]
    public async Task Boxes_come_back_each_is_opened_and_what_was_in_it_is_said_and_the_fleet_still_adds_up()
    {
        await using var host = await WarehousePlaces.Host();
        await using var tablet = await Enrol(chromium.Browser, host);
        await Shelves(tablet, "3 1 2 1");
        await tablet.Scan(Me, "V131", "BX-0297");
        await Has(tablet.Page.Locator(".question"), "BX-0297 Open it. What is inside?");
        await Has(tablet.Page.Locator(".question"), "Return from LAB1 on V131");
        await tablet.Page.WaitForTimeoutAsync(800);
        await Browsing.Picture(tablet.Page, "warehouse-820");
        await tablet.PressAndScan(".four .dry", "BX-0298");
        await Has(tablet.Page.Locator(".question"), "BX-0298 Open it. What is inside?");
        await Answer(tablet, "A tube is inside");
        await Has(tablet.Answer, "A tube is inside BX-0298");
        await Has(tablet.Answer.Locator(".now"), "cage R. Call the control room: LAB1 must know.");
        await tablet.Page.Locator("#answer button").ClickAsync();
        await tablet.Scan("BX-0311");
        await Answer(tablet, "Lid, label or beacon bad");
        await tablet.Page.ClickAsync(".four button:has-text('beacon')");
        await Has(tablet.Page.Locator(".question"), "3 of 3");
        await Has(tablet.Page.Locator(".question"), "3 = 1 empty and dry + 1 held + 1 faulty");
        await Shelves(tablet, "3 1 3 2");
        await Has(tablet.Page.Locator(".shelf.faulty"), "1 lid, 1 beacon");
        await Adds(tablet);
        await tablet.Counted("0", "0", "6");
        Assert.All(host.Scans.Of("return"), s => Assert.Equal("vehicle:V131", Text(s, "party")));
        Assert.Equal(["BX-0297 empty ", "BX-0298 not-empty ", "BX-0311 faulty beacon"], host.Scans.Of("look").Select(s => $"{Text(s, "box")} {Text(s, "outcome")} {Text(s, "reason")}"));

        // The server's own word for the same takes nothing twice.
        WarehousePlaces.Moved(host.Store, "BX-0297", SpecimenLogistics.Domain.BoxPlace.WarehouseDisinfecting);
        await tablet.Page.WaitForTimeoutAsync(4_500);
        await Shelves(tablet, "3 1 3 2");
        await Adds(tablet);
    }

    [Fact(Timeout = Deadline)]
    public async Task What_is_no_returned_box_has_its_sentence_and_nobody_says_anything_without_a_name()
    {
        await using var host = await WarehousePlaces.Host();
        await using var tablet = await Enrol(chromium.Browser, host);
        (string Label, string Headline, string Now)[] wrong =
        [
            ("BX-0101", "This box is clean.", "Put it back on the shelf"),
            ("BX-0121", "This box was looked into already.", "Put it with those to be disinfected."),
            ("BX-0400", "There are tubes in this box.", "Do not open it."),
            ("BX-0600", "Which vehicle brought it?", "Scan the vehicle first"),
            ("BX-9999", "Which vehicle brought it?", "Scan the vehicle first"),
            ("T2JK758QB0", "This does not belong here.", "If it was in the box, answer “A tube is inside”."),
            ("ES-0001", "This does not belong here.", "Scan a returned box, or the vehicle that brought it."),
            ("A123456(7)", "Not one of our codes.", "Scan the programme’s own label."),
        ];
        foreach (var (label, _, _) in wrong.Where(w => w.Label[0] != 'A')) await Refuses(tablet, label, "Who are you?");
        await tablet.Scan(Me);
        foreach (var (label, headline, now) in wrong) await Refuses(tablet, label, headline, now);
        Assert.Empty(host.Scans.Scans);
    }

    [Fact(Timeout = Deadline)]
    public async Task The_same_box_twice_is_one_return_and_a_full_phone_says_that_nothing_is_kept()
    {
        await using var host = await WarehousePlaces.Host();
        await using var tablet = await Enrol(chromium.Browser, host);
        await tablet.Scan(Me, "BX-0297", "BX-0297");
        await Has(tablet.Page.Locator(".question"), "BX-0297 Open it.");
        await tablet.Counted("0", "0", "1");
        await tablet.Page.EvaluateAsync("() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }; }");
        await tablet.Scan("BX-0298");
        await Has(tablet.Answer, "NOT kept. This phone is full.");
        Assert.Single(host.Scans.Scans);
    }

    [Fact(Timeout = Deadline)]
    public async Task Works_without_network_and_starts_without_it_where_it_was()
    {
        await using var host = await WarehousePlaces.Host();
        await using var tablet = await Enrol(chromium.Browser, host);
        await tablet.Kept();
        await Shelves(tablet, "3 1 2 1");
        await tablet.Page.WaitForTimeoutAsync(500);
        await tablet.Network(false);
        await tablet.Scan(Me, "BX-0297");
        await Answer(tablet, "Empty and dry");
        await tablet.Scan("BX-0298");
        await tablet.Page.CloseAsync();
        await tablet.Open();
        await Has(tablet.Page.Locator(".question"), "BX-0298 Open it.");
        await tablet.Counted("3", "0", "0");
        await Answer(tablet, "Wet or leaking");
        await Has(tablet.Answer.Locator(".now"), "red bag");
        await tablet.Page.Locator("#answer button").ClickAsync();
        await Shelves(tablet, "3 1 3 2");
        await Adds(tablet);
        await tablet.Page.ClickAsync("text=Start disinfecting");
        await tablet.Scan("BX-0297");
        await tablet.Page.WaitForTimeoutAsync(800);
        await tablet.Page.ClickAsync("text=START 10 MIN FOR 1 BOX");
        await tablet.Page.WaitForTimeoutAsync(800);
        await tablet.Page.ClickAsync("text=Issue boxes");
        await tablet.Page.ClickAsync("text=Another centre");
        await tablet.Page.SelectOptionAsync("dialog select", "EA02");
        await tablet.Page.ClickAsync("dialog button.act");
        // Its name stands among the choices too: what is waited for is that it was chosen.
        await Has(tablet.Page.Locator(".ask .over"), "EA02 Island East Sports Centre");
        // A vehicle takes it and brings it back, all before the server hears of it.
        await tablet.Scan("V140", "BX-0101");
        await Shelves(tablet, "2 1 3 2");
        await tablet.Page.WaitForTimeoutAsync(800);
        await tablet.Page.ClickAsync("text=Back to returns");
        await tablet.Scan("V140", "BX-0101");
        await Shelves(tablet, "2 2 3 2");
        await Adds(tablet);
        Assert.Empty(host.Scans.Scans);
        await tablet.Network(true);
        await tablet.Counted("0", "0", "7");
        Assert.Equal(["BX-0297 empty ", "BX-0298 faulty wet"], host.Scans.Of("look").Select(s => $"{Text(s, "box")} {Text(s, "outcome")} {Text(s, "reason")}").Order());
        Assert.Equal("centre:EA02", Text(Assert.Single(host.Scans.Of("issue")), "party"));
    }

    [Fact(Timeout = Deadline)]
    public async Task Another_places_phone_reads_nothing_of_it()
    {
        await using var host = await WarehousePlaces.Host();
        await using var lab = await Phone.Enrol(chromium.Browser, host, "laboratory:LAB1");
        var cookie = (await lab.Context.CookiesAsync()).Single(c => c.Name == "phone");
        await lab.Context.AddCookiesAsync([new() { Name = "phone", Value = cookie.Value, Domain = host.Address.Host, Path = "/warehouse/WH1" }]);
        Assert.Equal(403, (await lab.Context.APIRequest.GetAsync($"{host.Address}warehouse/WH1/state")).Status);
    }

    [Theory(Timeout = Deadline)]
    [InlineData("en", 820, 1180)]
    [InlineData("zh-Hant-HK", 820, 1180)]
    [InlineData("zh-Hans", 390, 844)]
    [InlineData("en", 390, 844)]
    public async Task Has_nothing_that_axe_objects_to(string language, int width, int height)
    {
        await using var host = await WarehousePlaces.Host();
        await using var tablet = await Enrol(chromium.Browser, host, language, width: width, height: height);
        await Axe.Clean(tablet.Page);
        await tablet.Scan(Me, "V131", "BX-0297");
        await tablet.Page.WaitForTimeoutAsync(900);
        await Browsing.Picture(tablet.Page, $"warehouse-{width}-{language}");
        await Axe.Clean(tablet.Page);
        await tablet.Page.ClickAsync("[data-step=disinfect]");
        await tablet.Scan("BX-0121");
        await tablet.Page.WaitForTimeoutAsync(900);
        await Axe.Clean(tablet.Page);
        await tablet.Page.ClickAsync("[data-step=return]");
        await tablet.Page.ClickAsync("[data-step=issue]");
        await tablet.Scan("V140", "BX-0111");
        await Axe.Clean(tablet.Page);
        await tablet.Page.Locator("#answer button").ClickAsync();
        await tablet.Page.ClickAsync("[data-step=return]");
        // 1,280 px at 400 %.
        await tablet.Page.SetViewportSizeAsync(320, 640);
        Assert.Empty(await tablet.TooWide());
    }
}
