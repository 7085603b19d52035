using Microsoft.AspNetCore.Http.HttpResults;
using Orleans.Runtime;
using Orleans.Serialization;
using SpecimenLogistics.Contracts;

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
        catch (Exception error) when (IsUnknown(error))
        {
            return Problem(context.HttpContext, Refusal.Unavailable(
                "No answer in time. Whether it was stored is unknown: send the same request again, a repeat changes nothing."));
        }
    }

    /// <summary>The store or a grain did not answer, or the process that had the grain is gone: another has it in a moment.</summary>
    static bool IsUnknown(Exception error) => error is TimeoutException or OrleansException or NotKnownStoredException or UnavailableExceptionFallbackException;

    static ProblemHttpResult Problem(HttpContext context, Refusal refusal)
    {
        if (refusal.Status == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = "1";
        return TypedResults.Problem(refusal.ToProblem());
    }
}
