using Microsoft.AspNetCore.Mvc;

namespace SpecimenLogistics.Ui;

/// <summary>How somebody who is not known, or may not, is told what to do: a person's browser is led to the sign-on, a program gets a problem.</summary>
static class Challenge
{
    public static Task Who(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return IsPerson(context.Request)
            ? ToSignOn(context, null)
            : Answer(context, "Access needs a sign-on", "Open the link that the run printed, sign on at /sign-on, or send Authorization: Bearer TOKEN.");
    }

    public static Task NotYours(HttpContext context) => IsPerson(context.Request)
        ? ToSignOn(context, "not-yours")
        : Results.Problem(new ProblemDetails
        {
            Status = StatusCodes.Status403Forbidden, Title = "Not with this sign-on", Detail = $"{context.User.Called()} may not do this; somebody else has to sign on.",
        }).ExecuteAsync(context);

    /// <param name="code">For a page that must tell this answer from others.</param>
    public static Task Answer(HttpContext context, string title, string detail, string? code = null)
    {
        context.Response.Headers.CacheControl = "no-store";
        var problem = new ProblemDetails { Status = StatusCodes.Status401Unauthorized, Title = title, Detail = detail };
        if (code is not null) problem.Extensions["code"] = code;
        return Results.Problem(problem).ExecuteAsync(context);
    }

    static Task ToSignOn(HttpContext context, string? problem)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Redirect("/sign-on" + QueryString.Create("to", context.Request.Path + context.Request.QueryString) + (problem is null ? "" : "&problem=" + problem));
        return Task.CompletedTask;
    }

    static bool IsPerson(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) && !request.Path.StartsWithSegments("/api");
}
