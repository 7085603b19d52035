using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SpecimenLogistics.Ingest;

/// <summary>
/// A write with a deadline, tried again with the same ids: after a failure or a time-out the outcome is unknown, and
/// asking again is harmless.
/// </summary>
public sealed class StoreWrites(
    WriteDeadline deadline, IngestCounters counters, IOptions<IngestOptions> options, TimeProvider time, ILogger<StoreWrites> log)
{
    /// <summary>Throws <see cref="NotStoredException"/> after the last attempt.</summary>
    public async Task<T> Do<TState, T>(TState state, Func<TState, Task<T>> write, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try { return await write(state).WaitAsync(deadline.Next()); }
            catch (Exception error) when (!cancel.IsCancellationRequested) { Failed(error, attempt); }
            await Task.Delay(options.Value.RetryDelay * Math.Pow(2, attempt - 1), time, cancel);
        }
    }

    void Failed(Exception error, int attempt)
    {
        var attempts = options.Value.WriteAttempts;
        counters.Count(attempt < attempts ? Tally.Retries : Tally.WritesFailed);
        // A store that is away fails thousands of writes: they are counted, and only what is given up is told, in a line.
        log.Log(attempt < attempts ? LogLevel.Debug : LogLevel.Warning, "A write failed, attempt {Attempt} of {Attempts}: {Error}", attempt, attempts, error.Message);
        if (attempt >= attempts) throw new NotStoredException(error);
    }
}

/// <summary>A write's outcome is unknown: nothing of it may be acknowledged.</summary>
public sealed class NotStoredException(Exception cause) : Exception("The outcome of a write is unknown", cause);
