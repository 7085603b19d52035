using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Ui;
using SpecimenLogistics.Ui.People;

namespace SpecimenLogistics.Browser;

/// <summary>Signing on and what follows from it, by hand.</summary>
public sealed class PeoplePagesTests(Browsing browsing, Chromium chromium) : IClassFixture<Browsing>, IAsyncDisposable
{
    const int Deadline = 90_000;
    const string Own = "a password of my own";

    [Fact(Timeout = Deadline)]
    public async Task In_a_simulation_one_click_makes_a_dispatcher_whose_id_every_act_carries()
    {
        var room = await browsing.Open();
        await room.ClickAsync("a.as");
        await room.GetByRole(AriaRole.Button, new() { Name = "Dispatcher" }).ClickAsync();
        await Assertions.Expect(room.Locator("span.desk")).ToContainTextAsync("S-9001 Dispatcher");
        await room.Locator("tr", new() { HasText = "Awaiting" }).Locator("button[data-row]").First.ClickAsync();
        await Assertions.Expect(room.Locator(".act .person")).ToContainTextAsync("S-9001");
    }

    [Fact(Timeout = Deadline)]
    public async Task A_manager_sees_the_day_and_orders_nothing()
    {
        var room = await browsing.Open();
        await room.ClickAsync("a.as");
        await room.GetByRole(AriaRole.Button, new() { Name = "Manager" }).ClickAsync();
        await Assertions.Expect(room.Locator("span.desk")).ToContainTextAsync("Manager");
        await room.Locator("tr", new() { HasText = "Awaiting" }).Locator("button[data-row]").First.ClickAsync();
        await Assertions.Expect(room.Locator(".act .person")).ToContainTextAsync("Only a dispatcher orders");
        await Assertions.Expect(room.Locator(".act ol button:enabled")).ToHaveCountAsync(0);
        await Assertions.Expect(room.Locator(".incidents .owner button")).ToHaveCountAsync(0);
        await Assertions.Expect(room.Locator(".phones")).ToHaveCountAsync(0);
    }

    [Theory(Timeout = Deadline)]
    [InlineData("dark", "en")]
    [InlineData("light", "zh-Hant-HK")]
    [InlineData("dark", "zh-Hans")]
    public async Task Every_desk_page_is_without_violations(string theme, string language)
    {
        await using var host = await StaffPlaces.Host();
        var page = await Page(host, theme, $"?token={UiHost.Token}&lang={language}");
        await With(host, desk => desk.Add("S-0001", [Role.Dispatcher, Role.Manager], null, "Chan Tai Man", CancellationToken.None));
        foreach (var path in new[] { "sign-on", "people", "phones", "phones?place=centre:CW01", "second" })
        {
            await page.GotoAsync(host.Address + path);
            await Axe.Clean(page);
            await Browsing.Picture(page, $"{path.Split('?')[0]}-{language}");
        }
        await page.GotoAsync($"{host.Address}phones?place=centre:CW01");
        await page.Locator("form[action='/phones/code'] button").ClickAsync();
        await page.Locator(".code svg").WaitForAsync();
        await Axe.Clean(page);
    }

    [Fact(Timeout = Deadline)]
    public async Task Somebody_new_comes_from_the_control_room_s_address_and_ends_there()
    {
        await using var host = await UiHost.Start(EveningWave.Now, (store, track) => EveningWave.Fill(store, track));
        var password = "";
        await With(host, async desk => password = (await desk.Add("S-0001", [Role.Dispatcher], null, null, CancellationToken.None)).Password);
        var page = await Page(host, "dark", "");
        Assert.Contains("/sign-on", page.Url, StringComparison.Ordinal);
        await page.FillAsync("[name=staff]", "S-0001");
        await page.FillAsync("[name=password]", password);
        await page.ClickAsync("button.act");
        await page.FillAsync("[name=password]", Own);
        await page.FillAsync("[name=again]", Own);
        await page.ClickAsync("button.act");
        await Assertions.Expect(page.Locator("span.desk")).ToContainTextAsync("S-0001");
        await page.Locator(".map-canvas[data-vehicles='150']").WaitForAsync();
    }

    [Theory(Timeout = Deadline)]
    [InlineData("")]
    [InlineData("wall")]
    public async Task A_page_that_stands_open_when_its_account_is_ended_goes_to_the_sign_on_and_is_not_let_in_again(string path)
    {
        await using var host = await UiHost.Start(EveningWave.Now, (store, track) => EveningWave.Fill(store, track));
        var password = "";
        await With(host, async desk => password = (await desk.Add("S-0001", [Role.Dispatcher], null, null, CancellationToken.None)).Password);
        var page = await Page(host, "dark", path);
        await page.FillAsync("[name=staff]", "S-0001");
        await page.FillAsync("[name=password]", password);
        await page.ClickAsync("button.act");
        await page.FillAsync("[name=password]", Own);
        await page.FillAsync("[name=again]", Own);
        await page.ClickAsync("button.act");
        await page.Locator(path == "" ? "tr.on-course" : ".wall :text('IS06')").First.WaitForAsync();
        await With(host, desk => desk.End("S-0001", true));
        await page.WaitForURLAsync("**/sign-on?problem=ended", new() { Timeout = 10_000 });
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("You were signed off");
        await page.GotoAsync(host.Address + path);
        Assert.Contains("/sign-on?to=", page.Url, StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_phone_that_was_ended_says_so_keeps_all_and_hands_it_in_when_released()
    {
        await using var host = await StaffPlaces.Host();
        await using var phone = await Phone.Enrol(chromium.Browser, host, "centre:CW01");
        await phone.Scan("P-0a1b2c", "BX-0001");
        await phone.Network(false);
        await phone.Scan("BBBBBBBBB1", "BBBBBBBBB2");
        await Assertions.Expect(phone.Number).ToContainTextAsync("2");
        var id = await phone.Page.Locator("body").GetAttributeAsync("data-phone");
        await Post(host, $"/api/v1/devices/{id}/revoke");
        await phone.Network(true);
        await Assertions.Expect(phone.Page.Locator(".line.refused")).ToContainTextAsync("OUT OF USE");
        await Assertions.Expect(phone.Page.Locator(".line.refused")).ToContainTextAsync("2 kept on this phone");
        Assert.Empty(host.Scans.Scans);
        await Browsing.Picture(phone.Page, "centre-ended-390");
        await Post(host, $"/api/v1/devices/{id}/release");
        await phone.Counted("0", "0", "2", seconds: 45);
        Assert.Equal(2, host.Scans.Scans.Count);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_box_is_held_by_one_person_and_corrected_by_two()
    {
        await using var host = await UiHost.Start(EveningWave.Now, (store, track) => EveningWave.Fill(store, track));
        var room = await browsing.Open(host: host);
        await room.ClickAsync("a.as");
        await room.GetByRole(AriaRole.Button, new() { Name = "Dispatcher" }).ClickAsync();
        await room.FillAsync("#search", "BX-0003");
        await room.Locator(".results [data-row]").First.ClickAsync();
        await room.ClickAsync(".box-acts summary");
        await room.SelectOptionAsync(".box-acts select", "Correct");
        await room.GetByLabel("who has it", new() { Exact = true }).FillAsync("laboratory:LAB1");
        await room.GetByLabel("reason", new() { Exact = true }).FillAsync("counted by hand");
        await room.ClickAsync(".box-acts button");
        await Assertions.Expect(room.Locator(".box-acts [role=status]")).ToContainTextAsync("waits for a second person");
        await Assertions.Expect(room.Locator(".box-acts a")).ToHaveCountAsync(1);
    }

    async Task<IPage> Page(UiHost host, string theme, string query)
    {
        var context = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 1366, Height = 768 }, Locale = "en-GB" });
        await context.AddCookiesAsync([new() { Name = "theme", Value = theme, Url = host.Address.ToString() }]);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(20_000);
        await page.GotoAsync(host.Address + query);
        return page;
    }

    static async Task Post(UiHost host, string path)
    {
        using var answer = await host.Client.PostAsync(path, new StringContent("""{"reason":"lost"}""", System.Text.Encoding.UTF8, "application/json"));
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode}");
    }

    static async Task With(UiHost host, Func<PeopleDesk, Task> act)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<PeopleDesk>());
    }

    public async ValueTask DisposeAsync() => await browsing.CloseAll();
}
