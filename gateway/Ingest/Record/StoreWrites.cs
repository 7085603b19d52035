using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SpecimenLogistics.Ingest;

/// <summary>
/// A write with a deadline, tried again with the same ids: after a failure or a time-out the outcome is unknown, and
/// asking again is harmless.
/// </summary>
public sealed class StoreWrites(IngestCounters counters, IOptions<IngestOptions> options, TimeProvider time, ILogger<StoreWrites> log)
{
    /// <summary>Throws <see cref="NotStoredException"/> after the last attempt.</summary>
    public async Task<T> Do<T>(Func<Task<T>> write, CancellationToken cancel)
    {
        var o = options.Value;
        for (var attempt = 1; ; attempt++)
        {
            try { return await write().WaitAsync(o.WriteDeadline, time, cancel); }
            catch (Exception error) when (!cancel.IsCancellationRequested)
            {
                log.LogWarning(error, "A write failed, attempt {Attempt} of {Attempts}", attempt, o.WriteAttempts);
                counters.Count(attempt < o.WriteAttempts ? Tally.Retries : Tally.WritesFailed);
                if (attempt >= o.WriteAttempts) throw new NotStoredException(error);
            }
            await Task.Delay(o.RetryDelay * Math.Pow(2, attempt - 1), time, cancel);
        }
    }

    public Task Do(Func<Task> write, CancellationToken cancel) => Do(async () => { await write(); return true; }, cancel);
}

/// <summary>A write's outcome is unknown: nothing of it may be acknowledged.</summary>
public sealed class NotStoredException(Exception cause) : Exception("The outcome of a write is unknown", cause);
