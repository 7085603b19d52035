using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace SpecimenLogistics.Grains;

/// <summary>What leaves the system: enough to call somebody, and no name of a person.</summary>
/// <param name="Id">The incident's or the group's id, the same in every repeat.</param>
/// <param name="About">Subjects, at most ten.</param>
public sealed record AlarmBody(string Id, string? Cause, string Severity, DateTimeOffset Raised, int Incidents, IReadOnlyList<string> About);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AlarmBody))]
sealed partial class AlarmJson : JsonSerializerContext;

/// <summary>Sends one body to one place, with a deadline for each attempt and a pause between them. Counts what it does.</summary>
public sealed class Webhook(HttpMessageInvoker http, AlarmOptions options, TimeProvider real)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    long sent, retried, refused;

    public long Sent => Interlocked.Read(ref sent);
    public long Retried => Interlocked.Read(ref retried);

    /// <summary>Given up: not taken in any attempt.</summary>
    public long Refused => Interlocked.Read(ref refused);

    public async Task<(bool Taken, int Attempts)> Send(Uri to, AlarmBody body, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await Try(to, body, cancel))
            {
                Interlocked.Increment(ref sent);
                return (true, attempt);
            }
            if (attempt >= options.Attempts)
            {
                Interlocked.Increment(ref refused);
                return (false, attempt);
            }
            Interlocked.Increment(ref retried);
            await Task.Delay(Pause * attempt, real, cancel);
        }
    }

    async Task<bool> Try(Uri to, AlarmBody body, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(options.Deadline, real);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = JsonContent.Create(body, AlarmJson.Default.AlarmBody) };
            using var answer = await http.SendAsync(request, either.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception error) when (!cancel.IsCancellationRequested && error is (HttpRequestException or OperationCanceledException or IOException))
        {
            // Not taken: the caller counts it, tries again and records what came of it.
            return false;
        }
    }
}
