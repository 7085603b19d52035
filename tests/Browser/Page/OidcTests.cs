using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Ui;
using SpecimenLogistics.Ui.People;

namespace SpecimenLogistics.Browser;

/// <summary>Signing on by an organisation's own account.</summary>
public sealed class OidcTests(Chromium chromium)
{
    const int Deadline = 90_000;

    [Fact(Timeout = Deadline)]
    public async Task Who_has_an_account_here_gets_in_with_the_roles_of_here_and_nobody_else_does()
    {
        await using var authority = await FakeAuthority.Start();
        await using var host = await UiHost.Start(EveningWave.Now, (store, track) => EveningWave.Fill(store, track), more: ui => ui.Oidc = new OidcOptions(authority.Address, FakeAuthority.Client, FakeAuthority.Secret));
        await using (var scope = host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<PeopleDesk>().Add("S-0001", [Role.Manager], null, null, CancellationToken.None);
        var context = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 1366, Height = 768 }, Locale = "en-GB" });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(20_000);

        authority.Staff = "S-4711";
        await page.GotoAsync(host.Address.ToString());
        await page.ClickAsync("text=Sign on with the organisation");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("nobody here has that account");

        authority.Staff = "S-0001";
        await page.ClickAsync("text=Sign on with the organisation");
        await Assertions.Expect(page.Locator("span.desk")).ToContainTextAsync("S-0001 Manager");
        // The other side said "admin": what somebody may is not its to say.
        await page.GotoAsync($"{host.Address}people");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("not for whom you are signed on as");
        await context.DisposeAsync();
    }
}
