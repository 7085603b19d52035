using Microsoft.Extensions.DependencyInjection;

namespace SpecimenLogistics.Ui.Audit;

/// <summary>Writes down that somebody asked for tubes by their serials, or took something away, before the answer goes out.</summary>
static class LookingUp
{
    public static RouteHandlerBuilder IsLookup(this RouteHandlerBuilder route, LookupKind kind, Func<HttpContext, bool>? when = null) => route.AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        if (when?.Invoke(http) != false)
            await http.RequestServices.GetRequiredService<LookupDesk>().Record(http.User, kind, http.Request.Path.Value!.Replace("/api/v1/", "", StringComparison.Ordinal).TrimStart('/'), http.RequestAborted);
        return await next(context);
    });
}
