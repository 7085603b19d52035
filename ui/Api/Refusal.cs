using Microsoft.AspNetCore.Mvc;

namespace SpecimenLogistics.Ui.Api;

/// <summary>Why a request cannot be taken, as a sentence that says what to mend. Becomes an RFC 9457 problem.</summary>
public sealed class Refusal(int status, string sentence, IReadOnlyList<string>? errors = null) : Exception(sentence)
{
    public int Status => status;

    public static Refusal BadRequest(string sentence) => new(StatusCodes.Status400BadRequest, sentence);
    public static Refusal NotFound(string sentence) => new(StatusCodes.Status404NotFound, sentence);
    public static Refusal Conflict(string sentence) => new(StatusCodes.Status409Conflict, sentence);
    public static Refusal Unavailable(string sentence) => new(StatusCodes.Status503ServiceUnavailable, sentence);
    public static Refusal Invalid(IReadOnlyList<string> errors) =>
        new(StatusCodes.Status400BadRequest, errors.Count == 1 ? errors[0] : $"{errors.Count} things are wrong; the first: {errors[0]}", errors);

    public ProblemDetails ToProblem()
    {
        var problem = new ProblemDetails { Status = status, Detail = Message, Title = Title(status) };
        if (errors is { Count: > 1 }) problem.Extensions["errors"] = errors.Take(20).ToArray();
        return problem;
    }

    static string Title(int status) => status switch
    {
        StatusCodes.Status404NotFound => "There is no such thing",
        StatusCodes.Status409Conflict => "Not in this state",
        StatusCodes.Status413PayloadTooLarge => "Too large",
        StatusCodes.Status503ServiceUnavailable => "Not now",
        _ => "The request cannot be taken as it is",
    };
}
