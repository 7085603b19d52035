using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser;

/// <summary>A driver's phone at a stop and on the road.</summary>
public sealed class DriverTests(Chromium chromium)
{
    const int Deadline = 90_000;
    const string Me = "P-0a1b2c";

    Task<Phone> Driver(UiHost host, string language = "en") => Phone.Enrol(chromium.Browser, host, "vehicle:V003", language: language);
    static Task Has(ILocator where, string text) => Assertions.Expect(where).ToContainTextAsync(text);

    [Fact(Timeout = Deadline)]
    public async Task Takes_a_box_by_label_and_seal_and_another_seal_stops_it_first()
    {
        await using var host = await StaffPlaces.Host();
        await using var phone = await Driver(host);
        await Has(phone.Page.Locator(".stops .first"), "CW01");
        await phone.Scan(Me, "BX-0009");
        await Has(phone.Page.Locator(".load .warn"), "Now scan the seal of BX-0009");
        await phone.Network(false);
        await phone.Scan("ES-0008");
        await Has(phone.Answer, "The seal’s number is another.");
        await phone.Page.Locator("#answer button").ClickAsync();
        Assert.Equal(0, await phone.Page.Locator(".load .icon.tick").CountAsync());
        await phone.Scan("ES-0009");
        await Has(phone.Last, "BX-0009 taken");
        await Has(phone.Page.Locator(".load"), "On board: 1");
        await Browsing.Picture(phone.Page, "driver-list-390");
        await phone.Network(true);
        await phone.Until(Phone.Confirmed, "2");
        var taken = Assert.Single(host.Scans.Of("take"));
        Assert.Equal(("BX-0009", "centre:CW01", "ES-0009", Me), (
            taken.GetProperty("box").GetString(), taken.GetProperty("party").GetString(), taken.GetProperty("seal").GetString(), taken.GetProperty("staff").GetString()));
    }

    [Fact(Timeout = Deadline)]
    public async Task An_instruction_on_the_screen_is_seen_once_and_accepted_once()
    {
        await using var host = await StaffPlaces.Host();
        await using var phone = await Driver(host);
        await Has(phone.Page.Locator(".card.new"), "Go to LAB2, not LAB1");
        // Nobody accepts without a name.
        await phone.Page.ClickAsync("text=ACCEPT");
        await Has(phone.Answer, "Who are you?");
        await phone.Page.Locator("#answer button").ClickAsync();
        await phone.Scan(Me);
        await phone.Page.DblClickAsync("text=ACCEPT");
        await Assertions.Expect(phone.Page.Locator(".card.new")).ToHaveCountAsync(0);
        await phone.Until(Phone.Confirmed, "2");
        Assert.Equal("ORD-1.V003", Assert.Single(host.Scans.Of("instruction-seen")).GetProperty("instruction").GetString());
        Assert.Single(host.Scans.Of("instruction-accepted"));
    }

    [Fact(Timeout = Deadline)]
    public async Task Who_drives_sees_the_next_stop_and_can_accept_nothing()
    {
        await using var host = await StaffPlaces.Host();
        StaffPlaces.Drives(host.Track, TimeProvider.System.GetUtcNow(), 48);
        await using var phone = await Driver(host);
        await Has(phone.Page.Locator(".card.next .huge"), "CW01");
        Assert.Equal(0, await phone.Page.Locator("[data-do=accept], [data-do=step], .load .card").CountAsync());
        await Has(phone.Page.Locator(".card.next"), "Stop safely");
        await Browsing.Picture(phone.Page, "driver-drives-390");
    }

    [Theory(Timeout = Deadline), InlineData("en"), InlineData("zh-Hant-HK")]
    public async Task The_driver_makes_the_phone_a_spare_tracker_of_this_trip_and_takes_it_back(string language)
    {
        await using var host = await StaffPlaces.Host();
        await using var phone = await Driver(host, language);
        // Without a name nobody agrees to anything.
        Assert.Equal(0, await phone.Page.Locator("[data-do=track]").CountAsync());
        await phone.Scan(Me);
        await phone.Page.Locator("[data-do=track]").ClickAsync();
        await Has(phone.Page.Locator("p:has([data-do=untrack])"), "T003");
        Assert.StartsWith("owntracks:///config?inline=", await phone.Page.Locator("a[href^='owntracks:']").GetAttributeAsync("href"));
        await Browsing.Picture(phone.Page, $"driver-tracker-{language}");
        await phone.Page.Locator("[data-do=untrack]").ClickAsync();
        await Has(phone.Page.Locator("p:has([data-do=track])"), "T003");
        await phone.Network(false);
        await phone.Page.Locator("[data-do=track]").ClickAsync();
        await phone.Answer.WaitForAsync();
        await phone.Page.Locator("#answer button").ClickAsync();
        Assert.Equal(0, await phone.Page.Locator("[data-do=untrack]").CountAsync());
    }

    [Fact(Timeout = Deadline)]
    public async Task Trouble_is_told_in_two_taps_and_taken_back_in_two()
    {
        await using var host = await StaffPlaces.Host();
        await using var phone = await Driver(host);
        await phone.Scan(Me);
        await phone.Page.ClickAsync("text=Problem");
        await phone.Page.ClickAsync("text=Breakdown");
        await Has(phone.Page.Locator(".facts"), "Told: Breakdown");
        await phone.Page.WaitForTimeoutAsync(800);
        await phone.Page.ClickAsync("text=Problem");
        await phone.Page.ClickAsync("text=It is over");
        await phone.Until(Phone.Confirmed, "3");
        Assert.Equal(["breakdown", "over"], host.Scans.Of("trouble").Select(s => s.GetProperty("outcome").GetString()!));
    }

    [Theory(Timeout = Deadline)]
    [InlineData("en")]
    [InlineData("zh-Hant-HK")]
    public async Task Has_nothing_that_axe_objects_to_by_day_and_by_night(string language)
    {
        await using var host = await StaffPlaces.Host();
        await using var phone = await Driver(host, language);
        await phone.Scan(Me);
        foreach (var dark in new[] { true, false })
        {
            await phone.Page.EvaluateAsync("(dark) => { Object.getPrototypeOf(document.body.classList).toggle = () => {}; document.body.className = dark ? 'dark' : ''; }", dark);
            await Browsing.Picture(phone.Page, $"driver-{(dark ? "dark" : "light")}-390-{language}");
            await Axe.Clean(phone.Page);
        }
    }
}
