using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SpecimenLogistics.Ui.People;

/// <summary>The cookie of somebody who signed on. It lasts a shift and its handover; it ends when the account does, within a minute where another process ended that.</summary>
sealed class PersonCookie(RunToken run, StandingChanges changes, TimeProvider time) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    public const string Scheme = "person";
    static readonly TimeSpan Shift = TimeSpan.FromHours(14);
    public static readonly TimeSpan AskedAgain = TimeSpan.FromMinutes(1);

    public string Name => "person-" + run.CookieName[^8..];

    public void Configure(CookieAuthenticationOptions options) { }

    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        if (name != Scheme) return;
        options.Cookie.Name = Name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.IsEssential = true;
        options.ExpireTimeSpan = Shift;
        options.SlidingExpiration = false;
        options.TimeProvider = time;
        options.Events.OnRedirectToLogin = context => Challenge.Who(context.HttpContext);
        options.Events.OnRedirectToAccessDenied = context => Challenge.NotYours(context.HttpContext);
        options.Events.OnValidatePrincipal = Validate;
    }

    async Task Validate(CookieValidatePrincipalContext context)
    {
        var checkedAt = Parse(context.Properties.Items.TryGetValue(Checked, out var said) ? said : null);
        if (checkedAt is { } at && time.GetUtcNow() - at < AskedAgain && !changes.Since(context.Principal!.Person()?.Value, at)) return;
        if (await context.HttpContext.RequestServices.GetRequiredService<InForce>().Holds(context.Principal!))
        {
            context.Properties.Items[Checked] = time.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
            context.ShouldRenew = true;
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }

    const string Checked = "checked";

    static DateTimeOffset? Parse(string? seconds) => long.TryParse(seconds, out var at) ? DateTimeOffset.FromUnixTimeSeconds(at) : null;
}

/// <summary>Whether what a principal says of itself still holds.</summary>
sealed class InForce(UserManager<Person> people, LiveState live)
{
    public async Task<bool> Holds(ClaimsPrincipal user)
    {
        if (user.Person() is not { } staff) return true;
        if (user.FindFirst(Who.Simulated) is not null) return live.Programme is null or { Simulated: true };
        return await people.FindByNameAsync(staff.Value) is { Ended: false } person && person.SecurityStamp == user.FindFirst(Who.Stamp)?.Value;
    }
}
