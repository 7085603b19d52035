using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ui.Staff;

/// <summary>Knows an enrolled phone by its cookie: a device of the programme like any scanner, with a page for a screen.</summary>
sealed class PhoneHandler(IScanDesk desk, PhoneDesk phones, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string SchemeName = "phone";
    public const string Place = "place";
    static readonly object Key = new(), Ended = new();

    /// <summary>The phone that a request is from; routes that need one have been through the policy.</summary>
    public static DeviceView Of(HttpContext context) => (DeviceView)context.Items[Key]!;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (PhoneCookie.Read(Request) is not var (id, secret)) return AuthenticateResult.NoResult();
        if (await desk.SignOn(id, secret, Context.RequestAborted) is not { } device) return AuthenticateResult.Fail("This phone is not known.");
        // One that was ended hands in what it holds when somebody of its place says so, and does nothing else.
        if (device.Revoked is not null && !(Context.GetEndpoint()?.Metadata.GetMetadata<HandsIn>() is not null && phones.MayHandIn(device.Id)))
        {
            Context.Items[Ended] = true;
            return AuthenticateResult.Fail("This phone was taken out of use.");
        }
        Context.Items[Key] = device;
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, device.Id.Value), new Claim(Place, device.Place)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Context.Items.ContainsKey(Ended)
        ? Challenge.Answer(Context, "This phone was taken out of use", "What is kept on this phone stays. A supervisor lets it be handed in, at /phones.", "out-of-use")
        : Challenge.Answer(Context, "This phone is not enrolled here", "Scan the enrolment code that a supervisor or the control room shows. What is kept on this phone stays and is sent afterwards.");
}

/// <summary>A phone sees and writes the pages of its own place.</summary>
sealed class OwnPlace : AuthorizationHandler<OwnPlace>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, OwnPlace requirement)
    {
        if (context.Resource is HttpContext http && Asked(http) is { } asked && context.User.FindFirst(PhoneHandler.Place)?.Value == asked) context.Succeed(requirement);
        return Task.CompletedTask;
    }

    static string? Asked(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<JobMark>() is { } mark && http.GetRouteValue("place") is string id ? Jobs.PartyOf(mark.Job, id)?.Value : null;
}

/// <summary>Which job's pages a route belongs to.</summary>
sealed record JobMark(Job Job);

/// <summary>A route by which a phone hands in what it holds.</summary>
sealed record HandsIn;
