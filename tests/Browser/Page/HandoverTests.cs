using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Browser.Print;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Handover;

namespace SpecimenLogistics.Browser;

/// <summary>One shift of the control room gives over to the next: both read the same page, and both sign.</summary>
public sealed class HandoverTests(Chromium chromium)
{
    const int Deadline = 120_000;
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = Deadline)]
    public async Task The_page_says_what_is_open_with_its_owner_its_age_and_the_next_step()
    {
        await using var host = await Evening();
        var page = await Paper.Open(chromium.Browser, host, "/handover", width: 1366);
        foreach (var text in new[] { "as of 2020-09-06, 20:41 HKT", "SIMULATION", "Open incidents 6", "Boxes held 3", "Boxes unaccounted for 1", "Sessions suspended 1", "Laboratories that take less 1" })
            await Assertions.Expect(page.Locator("body")).ToContainTextAsync(text);
        var opened = page.Locator("tr", new() { HasText = "BX-0004" });
        foreach (var text in new[] { "Red", "S-014", "7 min" }) await Assertions.Expect(opened).ToContainTextAsync(text);
        await Assertions.Expect(page.Locator("tr", new() { HasText = "BX-1199" }).First).ToContainTextAsync("Nobody");
        await Assertions.Expect(page.Locator("section", new() { HasText = "Sessions suspended" }).Last).ToContainTextAsync("CW05 2");
        await Assertions.Expect(page.Locator("section", new() { HasText = "takes 4 loads an hour" }).Last).ToContainTextAsync("until 22:00");
        var road = page.Locator("section", new() { HasText = "Loads on the road" });
        var margins = (await road.Locator("tbody td:nth-child(4)").AllInnerTextsAsync()).Select(m => int.Parse(m.Split(' ')[0].Replace('−', '-').TrimStart('+'), System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Assert.True(margins.Length == 25, $"only {margins.Length} loads");
        Assert.Equal(margins.Order(), margins);
        await page.ScreenshotAsync(new() { Path = $"{Browsing.Screenshots}/handover-1366.png", FullPage = true });
        await Axe.Clean(page);
        await page.Context.DisposeAsync();
    }

    [Fact(Timeout = Deadline)]
    public async Task Both_sign_one_after_the_other_and_the_handover_is_in_the_record_with_what_was_open()
    {
        await using var host = await Evening();
        var page = await Paper.Open(chromium.Browser, host, "/handover", theme: "light");
        await page.FillAsync("[name=note]", "The Peng Chau ferry is late.\nCall the pier.");
        await page.FillAsync("[name=goes]", "S-0007");
        await page.ClickAsync("text=Sign: I hand over");
        await Assertions.Expect(page.Locator(".note")).ToContainTextAsync("Peng Chau");
        await Axe.Clean(page);
        await page.FillAsync("[name=comes]", "S-0007");
        await page.ClickAsync("text=Sign: I take over");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("cannot take over");
        await page.FillAsync("[name=comes]", "S-0008");
        await page.ClickAsync("text=Sign: I take over");
        await Assertions.Expect(page.Locator("section", new() { HasText = "Last handover" })).ToContainTextAsync("S-0008");

        var row = Assert.Single(await ((IJournal)host.Store).Read("programme/programme", 0, Cancel)).Fact.ToRecorded();
        var shift = Assert.IsType<ShiftHandedOver>(row.Fact);
        Assert.Equal(("S-0007", "S-0008", "The Peng Chau ferry is late.\nCall the pier."), (row.Actor?.Value, row.SecondActor?.Value, shift.Note));
        Assert.Equal([6, 3, 1, 1, 1], shift.Open.Where(o => o.Matter != ShiftMatter.OnTheRoad).Select(o => o.Count));
        Assert.Equal(["2020-09-06/CW05/2"], shift.Open.Single(o => o.Matter == ShiftMatter.Suspended).Ids);
        await Assertions.Expect(page.Locator("[name=goes]")).ToBeVisibleAsync();
        Assert.InRange(await Paper.Pages(page), 1, 4);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.Locator("#sign")).ToBeHiddenAsync();
        await page.ScreenshotAsync(new() { Path = $"{Browsing.Screenshots}/handover-print.png", FullPage = true });
        await page.Context.DisposeAsync();
    }

    [Fact(Timeout = Deadline)]
    public async Task Nobody_signs_for_what_came_up_after_the_page_was_read()
    {
        await using var host = await Evening();
        await Post(host, "offer", ("goes", "S-0007"));
        var page = await Paper.Open(chromium.Browser, host, "/handover");
        host.Store.Put("incident", "VehicleSilent:V099", ViewJson.Write(new IncidentView(
            "VehicleSilent:V099", CauseKind.VehicleSilent, Severity.Amber, IncidentStatus.Open, Subject.Of(Code.Parse<VehicleId>("V099")), EveningWave.At(40), EveningWave.At(40), null, null, ["V099"], [])), 0);
        await page.FillAsync("[name=comes]", "S-0008");
        await page.ClickAsync("text=Sign: I take over");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("came up since you read");
        await Assertions.Expect(page.Locator("tr", new() { Has = page.Locator(".news") })).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("tr", new() { HasText = "V099 is silent" })).ToContainTextAsync("NEW");
        await Assertions.Expect(page.Locator("[name=comes]")).ToHaveValueAsync("S-0008");
        await page.ClickAsync("text=Sign: I take over");
        await Assertions.Expect(page.Locator("section", new() { HasText = "Last handover" })).ToContainTextAsync("S-0008");
        await page.Context.DisposeAsync();
    }

    [Fact(Timeout = Deadline)]
    public async Task A_long_note_a_name_and_a_second_signature_without_a_first_are_refused_and_nothing_typed_is_lost()
    {
        await using var host = await Evening();
        var (status, text) = await Post(host, "offer", ("goes", "Chan Tai Man"), ("note", new string('n', 501)));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("The note has 501 characters; at most 500.", text, StringComparison.Ordinal);
        Assert.Contains("Who hands over is a badge number", text, StringComparison.Ordinal);
        Assert.Contains(new string('n', 501), text, StringComparison.Ordinal);
        (status, text) = await Post(host, "take", ("comes", "S-0008"), ("offer", "none"), ("seen", ""));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Nobody has signed as handing over", text, StringComparison.Ordinal);
        Assert.Empty(await ((IJournal)host.Store).Read("programme/programme", 0, Cancel));
    }

    [Fact(Timeout = Deadline)]
    public async Task One_offer_is_taken_once_by_one_person()
    {
        await using var host = await Evening();
        var desk = host.Services.GetRequiredService<HandoverDesk>();
        desk.Open(Code.Parse<StaffId>("S-0007"), null);
        var offer = desk.Offer!;
        Assert.Equal(ShiftTaken.NotSeen, await desk.Take(offer.Id, Code.Parse<StaffId>("S-0008"), new HashSet<string>(), Cancel));
        var seen = desk.Picture().ToBeSeen.ToHashSet();
        var both = await Task.WhenAll(desk.Take(offer.Id, Code.Parse<StaffId>("S-0008"), seen, Cancel), desk.Take(offer.Id, Code.Parse<StaffId>("S-0009"), seen, Cancel));
        Assert.Single(both, taken => taken == ShiftTaken.Taken);
        Assert.Null(desk.Offer);
        Assert.Single(await ((IJournal)host.Store).Read("programme/programme", 0, Cancel));
    }

    /// <summary>With a session that is suspended and a laboratory that was slowed.</summary>
    static Task<UiHost> Evening() => UiHost.Start(EveningWave.Now, (store, track) =>
    {
        EveningWave.Fill(store, track);
        Change(store, "CW05", site => site with { Sessions = [new SessionView(Code.Parse<DeliveryId>("2020-09-06/CW05/2"), EveningWave.At(-300), EveningWave.At(0), null) { Suspended = true }] });
        Change(store, "LAB4", site => site with { Intake = new SetIntake(site.Id, IntakeState.Slowed, 4, EveningWave.At(120)) });
        Change(store, "LAB3", site => site with { Intake = new SetIntake(site.Id, IntakeState.Stopped, null, EveningWave.At(10)) });
    });

    static void Change(FakeStore store, string id, Func<SiteView, SiteView> change)
    {
        var site = ViewJson.Read<SiteView>(((IReadModel)store).One("site", id, CancellationToken.None).GetAwaiter().GetResult()!.View);
        store.Put("site", id, ViewJson.Write(change(site)), 0);
    }

    static async Task<(HttpStatusCode, string)> Post(UiHost host, string what, params (string Field, string Value)[] fields)
    {
        using var answer = await host.Client.PostAsync("/handover/" + what, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Field, f.Value))), Cancel);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)));
    }
}
