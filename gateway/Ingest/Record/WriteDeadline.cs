using Microsoft.Extensions.Options;

namespace SpecimenLogistics.Ingest;

/// <summary>
/// One deadline for all writes that begin within a tenth of it: a timer of its own for each write costs more than the write's
/// way through the gateway.
/// </summary>
public sealed class WriteDeadline(IOptions<IngestOptions> options, TimeProvider time) : IDisposable
{
    readonly Lock gate = new();
    readonly TimeSpan length = options.Value.WriteDeadline;
    readonly TimeSpan shared = options.Value.WriteDeadline / 10;
    volatile Slot? current;

    sealed record Slot(long Begins, CancellationTokenSource Source);

    /// <summary>Cancelled when a write that begins now has taken too long: by up to a tenth later than the deadline.</summary>
    public CancellationToken Next()
    {
        if (current is { } slot && time.GetElapsedTime(slot.Begins) < shared) return slot.Source.Token;
        lock (gate)
        {
            if (current is { } other && time.GetElapsedTime(other.Begins) < shared) return other.Source.Token;
            // The one before is left to its own timer: writes still wait under it.
            current = new(time.GetTimestamp(), new CancellationTokenSource(length + shared, time));
            return current.Source.Token;
        }
    }

    public void Dispose() => current?.Source.Dispose();
}
