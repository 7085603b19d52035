using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Orleans;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Browser;

/// <summary>From a row to an order in two clicks, and what then becomes of it.</summary>
public sealed class ActTests(Browsing browsing) : IClassFixture<Browsing>, IAsyncDisposable
{
    const int Deadline = 90_000;

    [Fact(Timeout = Deadline)]
    public async Task A_delivery_that_nobody_fetches_is_given_to_a_vehicle_and_its_drivers_answer_is_seen()
    {
        await using var host = await Evening();
        var page = await browsing.Open(host: host);
        await Waiting(page).ClickAsync();
        var choices = page.Locator(".act ol > li");
        await Assertions.Expect(choices).ToHaveCountAsync(3);
        var first = choices.First;
        await Assertions.Expect(first.Locator(".effects li").First).ToContainTextAsync("nobody");
        // Nobody acts without a name.
        await Assertions.Expect(first.GetByRole(AriaRole.Button)).ToBeDisabledAsync();
        await SitDown(page, "S-0007");
        await Browsing.Picture(page, "choices-1920");
        await first.GetByRole(AriaRole.Button, new() { Name = "Order", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".act .answer")).ToContainTextAsync("Ordered (1)");
        // A second tap orders nothing.
        await Assertions.Expect(first.GetByRole(AriaRole.Button)).ToBeDisabledAsync();
        var ordered = page.Locator(".act .orders li");
        await Assertions.Expect(ordered).ToContainTextAsync("S-0007");

        var order = Assert.Single((await Plan(host)).Orders);
        var vehicle = ((AddTrip)order.Order).Trip.Vehicle;
        await Tell(host, vehicle, order, minutesAgo: 3, seen: false, accepted: false);
        await Assertions.Expect(ordered.Locator(".told")).ToContainTextAsync("not seen for 3:");
        await Assertions.Expect(ordered.Locator(".told.late")).ToHaveCountAsync(1);
        await Tell(host, vehicle, order, minutesAgo: 3, seen: true, accepted: true);
        await Assertions.Expect(ordered.Locator(".told")).ToContainTextAsync("accepted");
        await Assertions.Expect(ordered.Locator(".told.late")).ToHaveCountAsync(0);
        await Browsing.Picture(page, "ordered-1920");
    }

    [Fact(Timeout = Deadline)]
    public async Task An_order_that_is_refused_says_why_and_gives_nothing()
    {
        await using var host = await Evening(withPlan: false);
        var page = await browsing.Open(host: host);
        await SitDown(page, "S-0007");
        await Waiting(page).ClickAsync();
        await page.Locator(".act ol > li button").First.ClickAsync();
        await Assertions.Expect(page.Locator(".act .answer.refused")).ToContainTextAsync("0 of 1 ordered, then refused: There is no plan of 2020-09-06.");
    }

    [Fact(Timeout = Deadline)]
    public async Task An_order_of_ones_own_is_looked_at_before_it_is_given()
    {
        await using var host = await Evening();
        var page = await browsing.Open(host: host);
        await SitDown(page, "S-0007");
        await Waiting(page).ClickAsync();
        await page.ClickAsync(".own summary");
        await page.SelectOptionAsync(".own select", "Collect");
        await page.GetByLabel("Vehicle", new() { Exact = true }).FillAsync("V999");
        await page.GetByLabel("Reason").FillAsync("nobody comes");
        await page.ClickAsync("text=What would it do?");
        await Assertions.Expect(page.Locator(".own .answer.refused")).ToContainTextAsync("Vehicle V999 is not known.");
        await Assertions.Expect(page.Locator(".own .effect")).ToHaveCountAsync(0);

        await page.GetByLabel("Vehicle", new() { Exact = true }).FillAsync("V149");
        await page.ClickAsync("text=What would it do?");
        await Assertions.Expect(page.Locator(".own .effect li").First).ToContainTextAsync("nobody");
        Assert.Empty((await Plan(host)).Orders);
        await Browsing.Picture(page, "own-order-1920");
        await Axe.Clean(page);
        // What is changed after it was looked at is looked at again.
        await page.GetByLabel("Reason").FillAsync("nobody comes for it");
        await Assertions.Expect(page.Locator(".own .effect")).ToHaveCountAsync(0);
        await page.ClickAsync("text=What would it do?");
        await page.Locator(".own .effect button").ClickAsync();
        await Assertions.Expect(page.Locator(".own .answer")).ToContainTextAsync("Ordered (1)");
        var order = Assert.Single((await Plan(host)).Orders);
        Assert.Equal(("S-0007", "V149", "nobody comes for it"), (order.Actor?.Value, ((AddTrip)order.Order).Trip.Vehicle.Value, order.Reason));
    }

    [Fact(Timeout = Deadline)]
    public async Task Who_sits_at_the_desk_is_kept_over_a_reload_and_what_is_no_staff_id_is_not()
    {
        var page = await browsing.Open();
        await SitDown(page, "not a code!");
        await Assertions.Expect(page.Locator("#desk-wrong")).ToContainTextAsync("No staff id");
        await SitDown(page, "S-0007");
        await Assertions.Expect(page.Locator("#desk-wrong")).ToBeEmptyAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#desk")).ToHaveValueAsync("S-0007");
    }

    [Fact(Timeout = Deadline)]
    public async Task An_incident_of_nobody_is_taken_by_who_sits_at_the_desk()
    {
        await using var host = await Evening();
        await Raise(host, "CW01");
        var page = await browsing.Open(host: host);
        var owner = page.Locator(".incidents li", new() { HasText = "CW01 is late" }).Locator(".owner");
        await Assertions.Expect(owner).ToHaveTextAsync("Nobody");
        await SitDown(page, "S-0007");
        await owner.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(owner).ToHaveTextAsync("S-0007");
    }

    [Fact(Timeout = Deadline)]
    public async Task To_what_needs_nobody_nothing_is_proposed()
    {
        var page = await browsing.Open();
        await page.Locator(".filters button", new() { HasText = "Done" }).ClickAsync();
        await page.Locator("tr.done button[data-row]").First.ClickAsync();
        await page.Locator(".record dl div").First.WaitForAsync();
        await Assertions.Expect(page.Locator(".act")).ToHaveCountAsync(0);
        await page.Locator("#search").FillAsync("KT01");
        await page.Locator(".results button", new() { HasText = "KT01" }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".record h2")).ToContainTextAsync("KT01");
        await page.Locator(".record dl div").First.WaitForAsync();
        await Assertions.Expect(page.Locator(".act")).ToHaveCountAsync(0);
    }

    [Fact(Timeout = Deadline)]
    public async Task To_a_centre_that_runs_out_what_it_needs_is_brought()
    {
        await using var host = await Evening();
        var row = (await ((IReadModel)host.Store).All("site", TestContext.Current.CancellationToken)).Single(r => r.Id == "KT01");
        var (site, now) = (ViewJson.Read<SiteView>(row.View), Instant.From(EveningWave.Now));
        var session = new SessionView(Code.Parse<DeliveryId>("2020-09-06/KT01/2"), now - TimeSpan.FromHours(3), now + TimeSpan.FromHours(3), null);
        host.Store.Put("site", "KT01", ViewJson.Write(site with { Sessions = [session], Stock = new StockView(60, 1, 100, 200, now, 0.6, 2, now + TimeSpan.FromMinutes(36), null, true) }), 1);
        var page = await browsing.Open(host: host);
        await page.Locator("#search").FillAsync("KT01");
        await page.Locator(".results button", new() { HasText = "Site" }).First.ClickAsync();
        // Three hours at 100 and 15 % more are 345 tubes: 285 kits in packs of 50, one box more.
        await Assertions.Expect(page.Locator(".act ol > li").First).ToContainTextAsync("brings 1 × box and 300 × kit to KT01");
    }

    static async Task Raise(UiHost host, string site)
    {
        var (about, at) = (Subject.Of(Code.Parse<DeliveryId>($"2020-09-06/{site}/2")), Instant.From(EveningWave.Now));
        var summary = new CauseSummary(CauseKind.Late, Severity.Red, true, about, at, [site]);
        await host.Services.GetRequiredService<IGrainFactory>().GetGrain(IncidentId.Of(summary)).Record(new FactBatch([new Recorded(
            FactIds.Named($"test\n{site}"), new Stamp(at, "", 0, 0, 0), TimeSpan.Zero, null, at, null, null, null, new Learned(about, 1, summary)).ToEnvelope()]));
    }

    static Task<UiHost> Evening(bool withPlan = true) => UiHost.Start(EveningWave.Now, (store, track) =>
    {
        EveningWave.Fill(store, track);
        if (withPlan) store.Put("plan", "2020-09-06", ViewJson.Write(new PlanView(EveningWave.Day, [])), 1);
    });

    static ILocator Waiting(IPage page) => page.Locator("tr", new() { HasText = "Awaiting" }).Locator("button[data-row]").First;

    static async Task SitDown(IPage page, string person)
    {
        await page.Locator("#desk").FillAsync(person);
        await page.Locator("#desk").PressAsync("Enter");
    }

    static async Task<PlanView> Plan(UiHost host) => ViewJson.Read<PlanView>(Assert.Single(await ((IReadModel)host.Store).All("plan", TestContext.Current.CancellationToken)).View);

    static async Task Tell(UiHost host, VehicleId vehicle, OrderView order, int minutesAgo, bool seen, bool accepted)
    {
        var given = Instant.From(EveningWave.Now.AddMinutes(-minutesAgo));
        var row = (await ((IReadModel)host.Store).All("vehicle", TestContext.Current.CancellationToken)).Single(r => r.Id == vehicle.Value);
        host.Store.Put("vehicle", vehicle.Value, ViewJson.Write(ViewJson.Read<VehicleView>(row.View) with
        {
            Instructions = [new InstructionView(Code.Parse<InstructionId>($"{order.Id}.{vehicle}"), order.Id, "add-trip", "go", "why", given, given, seen ? given : null, accepted ? given + TimeSpan.FromMinutes(1) : null, null)],
        }), 1);
    }

    public async ValueTask DisposeAsync() => await browsing.CloseAll();
}
