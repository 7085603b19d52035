using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SpecimenLogistics.Ui;

/// <summary>Knows whoever brings the run's token as a bearer, or the cookie that the printed link sets.</summary>
sealed class RunTokenHandler(
    RunToken run, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string SchemeName = "run-token";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return Task.FromResult(run.IsToken(header[7..].Trim()) ? Known("bearer") : AuthenticateResult.Fail("The bearer token is not this run's."));
        return Task.FromResult(run.IsCookie(Request.Cookies[run.CookieName]) ? Known("cookie") : AuthenticateResult.NoResult());
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Challenge.Who(Context);

    AuthenticateResult Known(string by)
    {
        // Whoever started this process may do everything with it.
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "run"), new Claim("by", by), .. Enum.GetValues<Role>().Select(r => new Claim(ClaimTypes.Role, Kebab.Of(r)))], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }
}
