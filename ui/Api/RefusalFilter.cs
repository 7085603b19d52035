using Microsoft.AspNetCore.Http.HttpResults;

namespace SpecimenLogistics.Ui.Api;

/// <summary>Turns refusals into problems, and failures of the store or a grain into "unknown, send it again".</summary>
sealed class RefusalFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Refusal refusal)
        {
            return Problem(context.HttpContext, refusal);
        }
        catch (TimeoutException)
        {
            return Problem(context.HttpContext, Refusal.Unavailable(
                "No answer in time. Whether it was stored is unknown: send the same request again, a repeat changes nothing."));
        }
    }

    static ProblemHttpResult Problem(HttpContext context, Refusal refusal)
    {
        if (refusal.Status == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = "1";
        return TypedResults.Problem(refusal.ToProblem());
    }
}
