using System.Text.Json;
using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser;

/// <summary>A warehouse's tablet: boxes back, disinfected, and out again.</summary>
public sealed class WarehouseTests(Chromium chromium) : IClassFixture<Chromium>
{
    const int Deadline = 90_000;
    const string Me = "P-0a1b2c";

    /// <summary>The phone's clocks, both of them, go ahead by what a test says.</summary>
    const string Skipping = "{ const [wall, up] = [Date.now.bind(Date), performance.now.bind(performance)]; window.skip = 0; Date.now = () => wall() + window.skip; performance.now = () => up() + window.skip; }";

    static Task<UiHost> Host() => WarehousePlaces.Host();
    Task<Phone> Tablet(UiHost host, string language = "en", string? script = null, int width = 820, int height = 1180) => Phone.Enrol(chromium.Browser, host, "warehouse:WH1", width, height, language, script);
    static Task Has(ILocator where, string text) => Assertions.Expect(where).ToContainTextAsync(text);
    static Task Counts(Phone phone, string kept, string sent, string confirmed) => phone.Page.WaitForFunctionAsync(
        "(wanted) => [...document.querySelectorAll('.counts b')].map((b) => b.textContent).join(' ') === wanted", $"{kept} {sent} {confirmed}");
    static string Text(JsonElement scan, string field) => scan.TryGetProperty(field, out var value) ? value.ToString() : "";

    /// <summary>Clean, dirty, disinfecting, faulty.</summary>
    static Task Shelves(Phone phone, string wanted) => phone.Page.WaitForFunctionAsync("(wanted) => [...document.querySelectorAll('.many')].map((b) => b.textContent).join(' ') === wanted", wanted);

    static async Task Answer(Phone phone, string text)
    {
        await phone.Page.WaitForTimeoutAsync(800);
        await phone.Page.ClickAsync($".four button:has-text('{text}')");
    }

    [Fact(Timeout = Deadline)]
    public async Task Boxes_come_back_each_is_opened_and_what_was_in_it_is_said_and_the_fleet_still_adds_up()
    {
        await using var host = await Host();
        await using var tablet = await Tablet(host);
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
        await Counts(tablet, "0", "0", "6");
        Assert.All(host.Scans.Of("return"), s => Assert.Equal("vehicle:V131", Text(s, "party")));
        Assert.Equal(["BX-0297 empty ", "BX-0298 not-empty ", "BX-0311 faulty beacon"], host.Scans.Of("look").Select(s => $"{Text(s, "box")} {Text(s, "outcome")} {Text(s, "reason")}"));

        // The server's own word for the same takes nothing twice.
        WarehousePlaces.Moved(host.Store, "BX-0297", SpecimenLogistics.Domain.BoxPlace.WarehouseDisinfecting);
        await tablet.Page.WaitForTimeoutAsync(4_500);
        await Shelves(tablet, "3 1 3 2");
        await Adds(tablet);
    }

    /// <summary>The parts of the sum come to the whole fleet, which is thirteen boxes.</summary>
    static async Task Adds(Phone phone)
    {
        var sum = await phone.Page.Locator(".sum p").InnerTextAsync();
        var parts = System.Text.RegularExpressions.Regex.Matches(sum.Split('=')[0].Split(", 3 h")[0], @"\d+").Sum(m => int.Parse(m.Value, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains("1 unaccounted, 3 h 05 min", sum, StringComparison.Ordinal);
        Assert.Equal((13, "13"), (parts, sum.Split('=')[1].Trim()));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_batch_is_clean_only_when_its_time_is_up_and_somebody_releases_it_and_outlives_the_page()
    {
        await using var host = await Host();
        await using var tablet = await Tablet(host, script: Skipping);
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
        await Counts(tablet, "0", "0", "2");
        Assert.Equal(["BX-0121 hypochlorite 1,000 ppm 15", "BX-0122 hypochlorite 1,000 ppm 15"], host.Scans.Of("disinfect").Select(s => $"{Text(s, "box")} {Text(s, "outcome")} {Text(s, "contact_min")}"));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_clean_box_goes_out_for_the_centre_its_vehicle_loads_for_and_once()
    {
        await using var host = await Host();
        await using var tablet = await Tablet(host);
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
        await Counts(tablet, "0", "0", "4");
        Assert.Equal([("BX-0101", "centre:EA02"), ("BX-0102", "centre:EA02")], host.Scans.Of("issue").Select(s => (Text(s, "box"), Text(s, "party"))));
        Assert.Equal([("BX-0101", "vehicle:V140"), ("BX-0102", "vehicle:V140")], host.Scans.Of("give").Select(s => (Text(s, "box"), Text(s, "party"))));
        await tablet.Page.ClickAsync("text=Choose another centre");
        await tablet.Page.ClickAsync("text=Another centre");
        await tablet.Page.SelectOptionAsync("dialog select", "SS04");
        await tablet.Page.ClickAsync("dialog button.act");
        await Has(tablet.Page.Locator(".ask"), "SS04");
        await tablet.Scan("BX-0103");
        await Has(tablet.Page.Locator(".shelf.clean"), "1 of them issued, not loaded yet");
        await tablet.Scan("V126", "BX-0103");
        await Has(tablet.Last, "BX-0103 is loaded");
        await tablet.Page.WaitForTimeoutAsync(800);
        await tablet.Scan("BX-0101");
        await Has(tablet.Answer, "This box was issued already.");
        await Counts(tablet, "0", "0", "6");
        Assert.Equal("centre:SS04", Text(host.Scans.Of("issue").Last(), "party"));
        Assert.Equal(("BX-0103", "vehicle:V126"), (Text(host.Scans.Of("give").Last(), "box"), Text(host.Scans.Of("give").Last(), "party")));
    }

    [Theory(Timeout = Deadline)]
    [InlineData("BX-0111", "This box is not clean.", "Nobody has looked into this one.")]
    [InlineData("BX-0121", "This box is not clean.", "has not been disinfected, or nobody has released it")]
    [InlineData("BX-0131", "This box is faulty.", "take another")]
    [InlineData("BX-0298", "This box is held: a tube was inside.", "cage R")]
    [InlineData("BX-0400", "This box is not at the warehouse.", "Scan it as a returned box first.")]
    [InlineData("BX-9999", "This phone does not know this box to be clean.", "Take another box.")]
    [InlineData("T2JK758QB0", "This does not belong here.", "Scan a clean box, or the vehicle that takes it.")]
    [InlineData("V126", "Nobody knows for which centre V126 loads.", "Choose the centre")]
    public async Task What_must_not_go_out_has_its_sentence(string label, string headline, string now)
    {
        await using var host = await Host();
        WarehousePlaces.Moved(host.Store, "BX-0298", SpecimenLogistics.Domain.BoxPlace.Held);
        await using var tablet = await Tablet(host);
        await tablet.Scan(Me);
        await tablet.Page.ClickAsync("text=Issue boxes");
        if (label[0] != 'V') await tablet.Scan("V140");
        await tablet.Page.WaitForTimeoutAsync(800);
        await tablet.Scan(label);
        await Has(tablet.Answer, headline);
        await Has(tablet.Answer.Locator(".now"), now);
        Assert.Empty(host.Scans.Scans);
    }

    [Theory(Timeout = Deadline)]
    [InlineData("BX-0101", "This box is clean.", "Put it back on the shelf")]
    [InlineData("BX-0121", "This box was looked into already.", "Put it with those to be disinfected.")]
    [InlineData("BX-0400", "There are tubes in this box.", "Do not open it.")]
    [InlineData("BX-0600", "Which vehicle brought it?", "Scan the vehicle first")]
    [InlineData("BX-9999", "Which vehicle brought it?", "Scan the vehicle first")]
    [InlineData("T2JK758QB0", "This does not belong here.", "If it was in the box, answer “A tube is inside”.")]
    [InlineData("ES-0001", "This does not belong here.", "Scan a returned box, or the vehicle that brought it.")]
    [InlineData("A123456(7)", "Not one of our codes.", "Scan the programme’s own label.")]
    public async Task What_is_no_returned_box_has_its_sentence(string label, string headline, string now)
    {
        await using var host = await Host();
        await using var tablet = await Tablet(host);
        await tablet.Scan(label);
        if (label[0] != 'A') await Has(tablet.Answer, "Who are you?");
        await tablet.Page.Locator("#answer button").ClickAsync();
        await tablet.Scan(Me, label);
        await Has(tablet.Answer, headline);
        await Has(tablet.Answer.Locator(".now"), now);
        if (label[0] == 'A') Assert.DoesNotContain("A123456", await tablet.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.Empty(host.Scans.Scans);
    }

    [Theory(Timeout = Deadline)]
    [InlineData("BX-0111", "Nobody has looked into this box.")]
    [InlineData("BX-0101", "This box is clean already.")]
    [InlineData("BX-0131", "This box is faulty.")]
    [InlineData("BX-0297", "This box is not back here yet.")]
    [InlineData("BX-9999", "This phone does not know this box.")]
    public async Task What_cannot_be_disinfected_yet_has_its_sentence(string label, string headline)
    {
        await using var host = await Host();
        await using var tablet = await Tablet(host);
        await tablet.Scan(Me);
        await tablet.Page.ClickAsync("text=Start disinfecting");
        await tablet.Scan(label);
        await Has(tablet.Answer, headline);
        Assert.Equal(0, await tablet.Page.Locator(".picked button").CountAsync());
    }

    [Fact(Timeout = Deadline)]
    public async Task Works_without_network_and_starts_without_it_where_it_was()
    {
        await using var host = await Host();
        await using var tablet = await Tablet(host);
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
        await Counts(tablet, "3", "0", "0");
        await Answer(tablet, "Wet or leaking");
        await Has(tablet.Answer.Locator(".now"), "red bag");
        await tablet.Page.Locator("#answer button").ClickAsync();
        await Shelves(tablet, "3 1 3 2");
        await Adds(tablet);
        await tablet.Page.ClickAsync("text=Start disinfecting");
        await tablet.Scan("BX-0297");
        await tablet.Page.WaitForTimeoutAsync(800);
        await tablet.Page.ClickAsync("text=START 10 MIN FOR 1 BOXES");
        await tablet.Page.WaitForTimeoutAsync(800);
        await tablet.Page.ClickAsync("text=Issue boxes");
        await tablet.Page.ClickAsync("text=Another centre");
        await tablet.Page.SelectOptionAsync("dialog select", "EA02");
        await tablet.Page.ClickAsync("dialog button.act");
        await Has(tablet.Page.Locator(".ask"), "EA02 Island East Sports Centre");
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
        await Counts(tablet, "0", "0", "7");
        Assert.Equal(["BX-0297 empty ", "BX-0298 faulty wet"], host.Scans.Of("look").Select(s => $"{Text(s, "box")} {Text(s, "outcome")} {Text(s, "reason")}").Order());
        Assert.Equal("centre:EA02", Text(Assert.Single(host.Scans.Of("issue")), "party"));
    }

    [Fact(Timeout = Deadline)]
    public async Task The_same_box_twice_is_one_return_and_a_full_phone_says_that_nothing_is_kept()
    {
        await using var host = await Host();
        await using var tablet = await Tablet(host);
        await tablet.Scan(Me, "BX-0297", "BX-0297");
        await Has(tablet.Page.Locator(".question"), "BX-0297 Open it.");
        await Counts(tablet, "0", "0", "1");
        await tablet.Page.EvaluateAsync("() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }; }");
        await tablet.Scan("BX-0298");
        await Has(tablet.Answer, "NOT kept. This phone is full.");
        Assert.Single(host.Scans.Scans);
    }

    [Fact(Timeout = Deadline)]
    public async Task Shows_who_runs_out_what_is_proposed_and_kits_only_as_far_as_they_are_known()
    {
        await using var host = await Host();
        await using var tablet = await Tablet(host);
        await tablet.Scan(Me);
        var more = tablet.Page.Locator(".more");
        await Has(more, "Send more: 1 centres run out before their next supply");
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

    [Fact(Timeout = Deadline)]
    public async Task Another_places_phone_reads_nothing_of_it()
    {
        await using var host = await Host();
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
        await using var host = await Host();
        await using var tablet = await Tablet(host, language, width: width, height: height);
        await CentreTests.Axe(tablet.Page);
        await tablet.Scan(Me, "V131", "BX-0297");
        await tablet.Page.WaitForTimeoutAsync(900);
        await Browsing.Picture(tablet.Page, $"warehouse-{width}-{language}");
        await CentreTests.Axe(tablet.Page);
        await tablet.Page.ClickAsync("[data-step=disinfect]");
        await tablet.Scan("BX-0121");
        await tablet.Page.WaitForTimeoutAsync(900);
        await CentreTests.Axe(tablet.Page);
        await tablet.Page.ClickAsync("[data-step=return]");
        await tablet.Page.ClickAsync("[data-step=issue]");
        await tablet.Scan("V140", "BX-0111");
        await CentreTests.Axe(tablet.Page);
        await tablet.Page.Locator("#answer button").ClickAsync();
        await tablet.Page.ClickAsync("[data-step=return]");
        // 1,280 px at 400 %.
        await tablet.Page.SetViewportSizeAsync(320, 640);
        Assert.Empty(await CentreTests.TooWide(tablet.Page));
    }
}
