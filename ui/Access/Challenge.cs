using Microsoft.AspNetCore.Mvc;

namespace SpecimenLogistics.Ui;

/// <summary>How somebody who is not known is told what to do.</summary>
static class Challenge
{
    public static Task Answer(HttpContext context, string title, string detail)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Problem(new ProblemDetails { Status = StatusCodes.Status401Unauthorized, Title = title, Detail = detail }).ExecuteAsync(context);
    }
}
