using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Audit;

/// <summary>
/// Writes down that somebody asked for tubes by their serials, or took something away, before the answer goes out. What was asked for and is none of our
/// codes may name a person: of that the length alone is written down.
/// </summary>
static class LookingUp
{
    public static RouteHandlerBuilder IsLookup(this RouteHandlerBuilder route, LookupKind kind, Func<HttpContext, bool>? when = null) => route.AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        if (when?.Invoke(http) != false)
            await http.RequestServices.GetRequiredService<LookupDesk>().Record(http.User, kind, About(http.Request.Path.Value!), http.RequestAborted);
        return await next(context);
    });

    static string About(string path) => string.Join('/', path.Replace("/api/v1/", "", StringComparison.Ordinal).TrimStart('/').Split('/')
        .Select(part => Code.IsPlain(part) || part.Length == 0 ? part : $"({part.Length} characters)"));
}
