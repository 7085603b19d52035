using System.Net;
using Microsoft.Extensions.Options;

namespace SpecimenLogistics.Ui;

/// <summary>
/// Before anything else: only this machine, only under a name that means this machine (a page elsewhere may point its own
/// name here), and only from our own pages (a page on another port counts as the same site to a cookie). Then the link:
/// <c>/?token=...</c> becomes a cookie, and the token leaves the address.
/// </summary>
sealed class AccessRules(RequestDelegate next, RunToken run, IOptions<UiOptions> options)
{
    static readonly string[] OwnNames = ["localhost", "127.0.0.1", "[::1]"];

    public Task InvokeAsync(HttpContext context)
    {
        if (options.Value.LoopbackOnly && !(IsHere(context.Connection.RemoteIpAddress) && OwnNames.Contains(context.Request.Host.Host, StringComparer.OrdinalIgnoreCase)))
            return Refuse(context, "This server answers to its own machine only.");
        if (!IsOwnPage(context.Request)) return Refuse(context, "This request comes from another page.");
        AddHeaders(context.Response);
        return HttpMethods.IsGet(context.Request.Method) && context.Request.Query["token"] is [{ } token] ? SignOn(context, token) : next(context);
    }

    static bool IsHere(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);

    static bool IsOwnPage(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    Task SignOn(HttpContext context, string token)
    {
        // A wrong token is no sign-on: the page then asks for the right link.
        if (!run.IsToken(token)) return next(context);
        context.Response.Cookies.Append(run.CookieName, run.CookieValue, new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true, Secure = context.Request.IsHttps,
        });
        var rest = context.Request.Query.Where(q => q.Key != "token").SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v)));
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Redirect(context.Request.Path + QueryString.Create(rest));
        return Task.CompletedTask;
    }

    void AddHeaders(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "DENY";
        // Nothing to others; to ourselves the origin, or a form of ours would come from nowhere.
        response.Headers["Referrer-Policy"] = "same-origin";
        var tiles = options.Value.Tiles is { } source ? " " + source.Origin : "";
        response.Headers.ContentSecurityPolicy =
            $"default-src 'self'; img-src 'self' data:{tiles}; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";
    }

    static Task Refuse(HttpContext context, string sentence) =>
        Results.Problem(sentence, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
}
