using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui;

/// <summary>How an act of somebody before the page ended.</summary>
/// <param name="Refused">Why it was not taken; null otherwise.</param>
/// <param name="Unknown">No answer came: it may be recorded or not.</param>
readonly record struct Acted(string? Refused, bool Unknown)
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public bool Done => Refused is null && !Unknown;

    /// <summary>Refusals and silence are answers here; all else is a bug and goes on.</summary>
    public static async Task<Acted> Try(Func<CancellationToken, Task> act)
    {
        using var deadline = new CancellationTokenSource(Longest);
        try
        {
            await act(deadline.Token);
            return default;
        }
        catch (Refusal refusal) { return new Acted(refusal.Message, false); }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException) { return new Acted(null, true); }
    }
}
