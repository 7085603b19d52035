using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Ui;
using SpecimenLogistics.Ui.People;
using static SpecimenLogistics.Browser.Fakes.People;

namespace SpecimenLogistics.Browser;

/// <summary>Accounts of people in a real programme.</summary>
public sealed partial class SignOnTests
{
    static readonly DateTimeOffset Morning = new(2020, 9, 5, 22, 0, 0, TimeSpan.Zero);
    const string Own = "a password of my own";
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_gets_in_with_a_password_of_their_own_once_the_given_one_is_changed()
    {
        await using var host = await Real();
        var given = await Account(host, "S-0001", Role.Dispatcher);
        using var person = Stranger(host, out _);
        var first = await person.PostAsync("/sign-on", Form(("staff", "S-0001"), ("password", given)), Cancel);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await person.GetAsync("/api/v1/boxes", Cancel)).StatusCode);
        var ticket = Ticket(await first.Content.ReadAsStringAsync(Cancel));
        foreach (var (one, two) in new[] { ("short", "short"), (Own, "another password"), (given, given) })
            Assert.Equal(HttpStatusCode.Unauthorized, (await person.PostAsync("/sign-on/password", Form(("ticket", ticket), ("password", one), ("again", two)), Cancel)).StatusCode);
        var done = await person.PostAsync("/sign-on/password", Form(("ticket", ticket), ("password", Own), ("again", Own)), Cancel);
        Assert.Equal((HttpStatusCode.Found, "/"), (done.StatusCode, done.Headers.Location?.OriginalString));
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/api/v1/boxes", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await person.GetAsync("/people", Cancel)).StatusCode);

        await person.PostAsync("/sign-off", null, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, (await person.GetAsync("/api/v1/boxes", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await person.PostAsync("/sign-on", Form(("staff", "s-0001"), ("password", Own)), Cancel)).StatusCode);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_an_account_and_a_right_one_does_not_open_it()
    {
        await using var host = await Real();
        var given = await Account(host, "S-0001", Role.Dispatcher);
        using var person = Stranger(host, out _);
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.Unauthorized, (await person.PostAsync("/sign-on", Form(("staff", "S-0001"), ("password", "wrong")), Cancel)).StatusCode);
        var answer = await person.PostAsync("/sign-on", Form(("staff", "S-0001"), ("password", given)), Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("too many wrong ones", await Problem(answer), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("S-0001", "wrong")]
    [InlineData("S-4711", "wrong")]
    [InlineData("'; drop table", "x")]
    public async Task A_wrong_password_and_an_unknown_person_are_told_the_same(string staff, string password)
    {
        await using var host = await Real();
        await Account(host, "S-0001", Role.Dispatcher);
        using var person = Stranger(host, out _);
        var answer = await person.PostAsync("/sign-on", Form(("staff", staff), ("password", password)), Cancel);
        Assert.Equal((HttpStatusCode.Unauthorized, "That is not right. After five wrong ones the account is locked for 15 minutes."), (answer.StatusCode, await Problem(answer)));
    }

    [Fact]
    public async Task An_admin_needs_an_authenticator_from_the_first_sign_on()
    {
        await using var host = await Real();
        var given = await Account(host, "S-0009", Role.Admin);
        using var admin = Stranger(host, out _);
        var page = await (await admin.PostAsync("/sign-on", Form(("staff", "S-0009"), ("password", given)), Cancel)).Content.ReadAsStringAsync(Cancel);
        var key = Secret().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        var wrong = await admin.PostAsync("/sign-on/code", Form(("ticket", Ticket(page)), ("code", "000000")), Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        var next = await admin.PostAsync("/sign-on/code", Form(("ticket", Ticket(page)), ("code", TotpCode(key, TimeProvider.System.GetUtcNow()))), Cancel);
        var chosen = await admin.PostAsync("/sign-on/password", Form(("ticket", Ticket(await next.Content.ReadAsStringAsync(Cancel))), ("password", Own), ("again", Own)), Cancel);
        Assert.Equal(HttpStatusCode.Found, chosen.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/people", Cancel)).StatusCode);

        using var thief = Stranger(host, out _);
        var asked = await thief.PostAsync("/sign-on", Form(("staff", "S-0009"), ("password", Own)), Cancel);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.DoesNotContain("class=\"secret\"", await asked.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.GetAsync("/people", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_ticket_of_the_password_does_not_choose_a_new_one_past_the_authenticator()
    {
        await using var host = await Real();
        var given = await Account(host, "S-0009", Role.Admin);
        using var admin = Stranger(host, out _);
        var page = await (await admin.PostAsync("/sign-on", Form(("staff", "S-0009"), ("password", given)), Cancel)).Content.ReadAsStringAsync(Cancel);
        var answer = await admin.PostAsync("/sign-on/password", Form(("ticket", Ticket(page)), ("password", Own), ("again", Own)), Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.PostAsync("/sign-on", Form(("staff", "S-0009"), ("password", given)), Cancel)).StatusCode);
    }

    [Fact]
    public async Task An_account_that_is_ended_or_changed_ends_its_sign_ons()
    {
        await using var host = await Real();
        using var person = await SignedOn(host, "S-0001", Role.Dispatcher);
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/api/v1/boxes", Cancel)).StatusCode);
        await With<PeopleDesk>(host, desk => desk.Change("S-0001", [Role.Manager], null));
        // The first request of a cookie asks whether it still holds; then it is believed for a minute.
        using var again = await SignedOn(host, "S-0002", Role.Dispatcher, use: false);
        await With<PeopleDesk>(host, desk => desk.End("S-0002", true));
        Assert.Equal(HttpStatusCode.Unauthorized, (await again.GetAsync("/api/v1/boxes", Cancel)).StatusCode);
    }

    [Fact]
    public async Task In_a_real_programme_nobody_is_one_click_away_from_being_anybody()
    {
        await using var host = await Real();
        using var link = Stranger(host, out _);
        await link.GetAsync($"/?token={UiHost.Token}", Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, (await link.PostAsync("/sign-on/as", Form(("role", "dispatcher")), Cancel)).StatusCode);
        Assert.DoesNotContain("/sign-on/as", await link.GetStringAsync("/sign-on", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_simulation_only_its_link_gives_the_one_click_roles()
    {
        await using var host = await UiHost.Start(Morning, (store, _) => StaffPlaces.Fill(store, Morning));
        using var stranger = Stranger(host, out _);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.PostAsync("/sign-on/as", Form(("role", "admin")), Cancel)).StatusCode);
    }

    [Fact]
    public async Task After_signing_on_nobody_is_sent_to_another_site()
    {
        await using var host = await UiHost.Start(Morning, (store, _) => StaffPlaces.Fill(store, Morning));
        using var link = Stranger(host, out _);
        await link.GetAsync($"/?token={UiHost.Token}", Cancel);
        foreach (var (to, goes) in new[] { ("//evil.example", "/"), ("https://evil.example", "/"), ("/\\evil.example", "/"), ("/people", "/people") })
            Assert.Equal(goes, (await link.PostAsync("/sign-on/as", Form(("role", "admin"), ("to", to)), Cancel)).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task All_names_can_be_forgotten_and_the_accounts_stay()
    {
        await using var host = await Real();
        await With<PeopleDesk>(host, desk => desk.Add("S-0001", [Role.Dispatcher], null, "Chan Tai Man", Cancel));
        Assert.Contains("Chan Tai Man", await host.Client.GetStringAsync("/people", Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.PostAsync("/people/act", Form(("act", "forget-all"), ("sure", "yes")), Cancel)).StatusCode);
        using var forgotten = await host.Client.PostAsync("/people/act", Form(("act", "forget-all"), ("sure", "FORGET")), Cancel);
        var page = await host.Client.GetStringAsync("/people", Cancel);
        Assert.DoesNotContain("Chan Tai Man", page, StringComparison.Ordinal);
        Assert.Contains("S-0001", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_only_admin_can_neither_be_ended_nor_become_something_else()
    {
        await using var host = await Real();
        await Account(host, "S-0009", Role.Admin);
        Assert.Equal(HttpStatusCode.Conflict, (await host.Client.PostAsync("/people/act", Form(("act", "end"), ("staff", "S-0009")), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await host.Client.PostAsync("/people/change", Form(("staff", "S-0009"), ("role", "manager")), Cancel)).StatusCode);
        await Account(host, "S-0010", Role.Admin);
        using var ended = await host.Client.PostAsync("/people/act", Form(("act", "end"), ("staff", "S-0009")), Cancel);
        Assert.NotEqual(HttpStatusCode.Conflict, ended.StatusCode);
        Assert.Contains("ended", await host.Client.GetStringAsync("/people", Cancel), StringComparison.Ordinal);
    }

    static Task<UiHost> Real() => UiHost.Start(Morning, (store, _) => StaffPlaces.Fill(store, Morning, simulated: false));

    static async Task<string> Account(UiHost host, string staff, Role role)
    {
        var password = "";
        await With<PeopleDesk>(host, async desk => password = (await desk.Add(staff, [role], null, null, Cancel)).Password);
        return password;
    }

    /// <param name="use">false: the cookie has never been asked with.</param>
    static async Task<HttpClient> SignedOn(UiHost host, string staff, Role role, bool use = true)
    {
        var given = await Account(host, staff, role);
        var person = Stranger(host, out _);
        var page = await (await person.PostAsync("/sign-on", Form(("staff", staff), ("password", given)), Cancel)).Content.ReadAsStringAsync(Cancel);
        await person.PostAsync("/sign-on/password", Form(("ticket", Ticket(page)), ("password", Own), ("again", Own)), Cancel);
        if (use) await person.GetAsync("/api/v1/boxes", Cancel);
        return person;
    }

    static async Task With<T>(UiHost host, Func<T, Task> act) where T : notnull
    {
        await using var scope = host.Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<T>());
    }

    static string Ticket(string page) => TicketField().Match(page).Groups[1].Value;

    static async Task<string> Problem(HttpResponseMessage answer) => WebUtility.HtmlDecode(ProblemText().Match(await answer.Content.ReadAsStringAsync(Cancel)).Groups[1].Value);

    [GeneratedRegex("name=\"ticket\" value=\"([^\"]+)\"")] private static partial Regex TicketField();
    [GeneratedRegex("<p class=\"secret\"[^>]*>([^<]+)</p>")] private static partial Regex Secret();
    [GeneratedRegex("class=\"problem\"[^>]*>([^<]+)<")] private static partial Regex ProblemText();
}
