using System.Net;
using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Browser.Print;

/// <summary>What was written while nothing worked is typed in afterwards, and never looks like a scan.</summary>
public sealed class PaperTests(Chromium chromium)
{
    const int Deadline = 120_000;
    static readonly DateTimeOffset Evening = new(2020, 9, 6, 12, 41, 30, TimeSpan.Zero);
    static readonly Instant At2001 = Instant.From(new DateTimeOffset(2020, 9, 6, 12, 1, 0, TimeSpan.Zero));
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = Deadline)]
    public async Task A_line_of_a_card_becomes_a_fact_from_paper_good_to_a_minute_by_two_people()
    {
        await using var host = await Host();
        var page = await Paper.Open(chromium.Browser, host, "/paper");
        await page.CheckAsync("[name=act][value=give]");
        await Assertions.Expect(page.Locator("[name=count]")).ToBeHiddenAsync();
        await Fill(page, ("at", "20:01"), ("place", "cw01"), ("box", "bx-0009"), ("seal", "ES-0009"), ("other", "V003"), ("by", "P-0001"), ("typed-by", "S-0007"));
        await Axe.Clean(page);
        await page.ClickAsync("button.primary");
        await Assertions.Expect(page.Locator(".done")).ToContainTextAsync("Kept, as from paper");
        await Browsing.Picture(page, "paper-entry-1200");
        var recorded = Assert.Single(await Facts(host, "box/BX-0009"), r => r.Fact is HandedOver);
        Assert.Equal(new Stamp(At2001, "paper", 0, 0, 0), recorded.Stamp);
        Assert.Equal((TimeSpan.FromMinutes(1), (Instant?)null), (recorded.Uncertainty, recorded.DeviceAt));
        Assert.True(recorded.ReceivedAt >= Instant.From(Evening), "received when it was typed in");
        Assert.Equal(("P-0001", "S-0007"), (recorded.Actor?.Value, recorded.SecondActor?.Value));
        Assert.Equal(new HandedOver(HandoverSide.Give, P("centre:CW01"), P("vehicle:V003"), Code.Parse<SealNumber>("ES-0009")), recorded.Fact);
        // The next line of the same card shares what it can, and nothing that could be another's.
        await Assertions.Expect(page.Locator("[name=by]")).ToHaveValueAsync("P-0001");
        await Assertions.Expect(page.Locator("[name=box]")).ToHaveValueAsync("");
        await Fill(page, ("at", "20:01"), ("box", "BX-0009"), ("seal", "ES-0009"), ("typed-by", "S-0008"));
        await page.ClickAsync("button.primary");
        await Assertions.Expect(page.Locator(".done")).ToContainTextAsync("was kept before");
        Assert.Single(await Facts(host, "box/BX-0009"), r => r.Fact is HandedOver);
        await page.Context.DisposeAsync();
    }

    [Theory(Timeout = Deadline)]
    [InlineData("20:42", "2020-09-06", "20:42 HKT has not come yet; it is 20:41 now")]
    [InlineData("23:59", "2020-09-05", "2020-09-05 is before this day, 2020-09-06")]
    [InlineData("8 pm", "2020-09-06", "The time is written like 20:01")]
    public async Task What_has_not_come_yet_or_was_before_this_day_is_refused_and_nothing_typed_is_lost(string at, string day, string sentence)
    {
        await using var host = await Host();
        var (status, text) = await Post(host, Line("give", ("day", day), ("at", at), ("other", "V003")));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(sentence, text, StringComparison.Ordinal);
        Assert.Contains("value=\"BX-0009\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain(await Facts(host, "box/BX-0009"), r => r.Fact is HandedOver);
    }

    [Theory(Timeout = Deadline)]
    [InlineData("seal", "count=180&mechanical=MS-00777", "box-sealed")]
    [InlineData("take", "place=V003&other=CW01", "handed-over")]
    [InlineData("unload", "dock=LAB1-D2", "box-unloaded")]
    [InlineData("receive", "place=LAB1&condition=wet", "box-received")]
    public async Task Each_act_is_the_fact_that_its_scan_would_be(string act, string more, string kind)
    {
        await using var host = await Host();
        var (status, text) = await Post(host, Line(act, [.. more.Split('&').Select(f => f.Split('=')).Select(f => (f[0], f[1]))]));
        Assert.True(status == HttpStatusCode.OK, text);
        var fact = (await Facts(host, "box/BX-0009")).Single(r => r.Stamp.Device == "paper").Fact;
        Assert.Equal(kind, FactCodec.KindOf(fact));
        var seal = Code.Parse<SealNumber>("ES-0009");
        Fact expected = act switch
        {
            "seal" => new BoxSealed(seal, Code.Parse<MechanicalSealNumber>("MS-00777"), 180, P("centre:CW01")),
            "take" => new HandedOver(HandoverSide.Take, P("centre:CW01"), P("vehicle:V003"), seal),
            "unload" => new BoxUnloaded(Code.Parse<DockId>("LAB1-D2"), P("laboratory:LAB1"), seal),
            _ => new BoxReceived(P("laboratory:LAB1"), seal, Condition.Wet),
        };
        Assert.Equal(expected, fact);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_session_is_closed_from_paper_with_its_boxes_and_a_reason_when_off_the_plan()
    {
        await using var host = await Host();
        var line = Line("close-session", ("session", "2"), ("boxes", "BX-0009 180\r\nbx-0001 20"));
        var (status, text) = await Post(host, line);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("more than 10 minutes off it needs a reason", text, StringComparison.Ordinal);
        (status, text) = await Post(host, [.. line, new("reason", "no power")]);
        Assert.True(status == HttpStatusCode.OK, text);
        var closed = Assert.IsType<SessionClosed>(Assert.Single(await Facts(host, "site/CW01")).Fact);
        Assert.Equal(("2020-09-06/CW01/2", "no power"), (closed.Delivery.Value, closed.Reason));
        Assert.Equal([new Declared(Code.Parse<BoxId>("BX-0009"), 180), new Declared(Code.Parse<BoxId>("BX-0001"), 20)], closed.Boxes);
    }

    [Fact(Timeout = Deadline)]
    public async Task Paper_does_not_take_the_place_of_a_closure_that_was_scanned()
    {
        await using var host = await Host(declared: true);
        var (status, text) = await Post(host, Line("close-session", ("session", "2"), ("boxes", ""), ("reason", "no power")));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("declared closed at 20:02 HKT already", text, StringComparison.Ordinal);
    }

    [Theory(Timeout = Deadline)]
    [InlineData("give", "box", "BX-9999", "Nobody knows a box BX-9999")]
    [InlineData("give", "seal", "118204", "ES- and 4 to 6 digits")]
    [InlineData("give", "other", "CW01", "is not given to, or taken from, the one")]
    [InlineData("give", "other", "XX01", "Nobody knows a site, vehicle or courier XX01")]
    [InlineData("seal", "count", "many", "how many tubes")]
    [InlineData("seal", "place", "LAB1", "LAB1 is no testing centre")]
    [InlineData("receive", "place", "CW01", "CW01 is no laboratory")]
    [InlineData("unload", "dock", "D9", "No laboratory has a dock D9")]
    [InlineData("give", "by", "Chan Tai Man", "Who did it is a badge number")]
    [InlineData("dance", "at", "20:01", "Choose what was done")]
    public async Task What_is_not_known_is_a_sentence(string act, string field, string value, string sentence)
    {
        await using var host = await Host();
        var (status, text) = await Post(host, Line(act, ("other", "V003"), ("count", "180"), ("condition", "wet"), ("dock", "LAB1-D1"), (field, value)));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(sentence, text, StringComparison.Ordinal);
        Assert.DoesNotContain(await Facts(host, "box/BX-0009"), r => r.Stamp.Device == "paper");
    }

    [Fact(Timeout = Deadline)]
    public async Task No_device_can_be_called_paper()
    {
        await using var host = await Host();
        using var answer = await host.Client.PostAsync("/api/v1/devices", new StringContent("""[{"id":"paper","class":"scanners","secret":"0123456789abcdef","place":"centre:CW01"}]""", System.Text.Encoding.UTF8, "application/json"), Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    static Task<UiHost> Host(bool declared = false) => UiHost.Start(Evening, (store, _) =>
    {
        StaffPlaces.Fill(store, Evening);
        if (!declared) return;
        var site = ViewJson.Read<SiteView>(((IReadModel)store).One("site", "CW01", CancellationToken.None).GetAwaiter().GetResult()!.View);
        store.Put("site", "CW01", ViewJson.Write(site with { Sessions = [.. site.Sessions.Select(s => s with { DeclaredClosure = At2001 + TimeSpan.FromMinutes(1) })] }), 0);
    });

    static List<KeyValuePair<string, string>> Line(string act, params (string Field, string Value)[] more)
    {
        var line = new Dictionary<string, string> { ["act"] = act, ["day"] = "2020-09-06", ["at"] = "20:01", ["place"] = "CW01", ["box"] = "BX-0009", ["seal"] = "ES-0009", ["by"] = "P-0001", ["typed-by"] = "S-0007" };
        foreach (var (field, value) in more) line[field] = value;
        return [.. line];
    }

    static async Task<(HttpStatusCode, string)> Post(UiHost host, IEnumerable<KeyValuePair<string, string>> line)
    {
        using var answer = await host.Client.PostAsync("/paper", new FormUrlEncodedContent(line), Cancel);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)));
    }

    static async Task Fill(IPage page, params (string Field, string Value)[] fields)
    {
        foreach (var (field, value) in fields) await page.FillAsync($"[name={field}]", value);
    }

    static async Task<IReadOnlyList<Recorded>> Facts(UiHost host, string stream) => [.. (await ((IJournal)host.Store).Read(stream, 0, Cancel)).Select(row => row.Fact.ToRecorded())];

    static Party P(string text) => Code.Parse<Party>(text);
}
