using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace SpecimenLogistics.Ui.People;

/// <summary>Signing on with an account of somebody else's, by OpenID Connect: code flow with PKCE.</summary>
static class OidcSignOn
{
    public const string Scheme = "oidc";

    public static AuthenticationBuilder AddOidc(this AuthenticationBuilder builder, OidcOptions? settings) => settings is null ? builder : builder.AddOpenIdConnect(Scheme, oidc =>
    {
        (oidc.SignInScheme, oidc.Authority, oidc.ClientId, oidc.ClientSecret) = (PersonCookie.Scheme, settings.Authority.ToString(), settings.ClientId, settings.Secret);
        (oidc.ResponseType, oidc.ResponseMode, oidc.CallbackPath) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, "/sign-on/back");
        (oidc.UsePkce, oidc.MapInboundClaims, oidc.SaveTokens, oidc.GetClaimsFromUserInfoEndpoint) = (true, false, false, false);
        oidc.RequireHttpsMetadata = !settings.Authority.IsLoopback;
        oidc.Scope.Clear();
        oidc.Scope.Add("openid");
        oidc.Scope.Add("profile");
        // The answer is a navigation from elsewhere: a stricter cookie would not come along.
        (oidc.CorrelationCookie.SameSite, oidc.NonceCookie.SameSite) = (SameSiteMode.Lax, SameSiteMode.Lax);
        (oidc.CorrelationCookie.SecurePolicy, oidc.NonceCookie.SecurePolicy) = (CookieSecurePolicy.SameAsRequest, CookieSecurePolicy.SameAsRequest);
        oidc.Events.OnTokenValidated = Known;
        oidc.Events.OnRemoteFailure = context =>
        {
            // Its person is told one sentence; what exactly went wrong is for whoever set it up.
            context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("SpecimenLogistics.Ui.SignOn").LogWarning(context.Failure, "The other sign-on failed");
            context.HandleResponse();
            context.Response.Redirect("/sign-on?problem=elsewhere");
            return Task.CompletedTask;
        };
    });

    /// <summary>The other side's claims are forgotten but for one: who it is.</summary>
    static async Task Known(TokenValidatedContext context)
    {
        var name = context.Principal?.FindFirst(Who.Staff)?.Value ?? context.Principal?.FindFirst("preferred_username")?.Value;
        var person = name is null ? null : await context.HttpContext.RequestServices.GetRequiredService<UserManager<Person>>().FindByNameAsync(name);
        if (person is null or { Ended: true }) { context.Fail("Nobody here has that account."); return; }
        context.Principal = Who.Principal(PersonCookie.Scheme, person.UserName!, person.RoleList, person.Place, new Claim(Who.Stamp, person.SecurityStamp!));
    }

    /// <summary>Where the answer leads: from there on it is our own page that leads on, and its own cookie goes along.</summary>
    public static string Back(string? to) => "/sign-on/done" + QueryString.Create("to", to ?? "/");
}
