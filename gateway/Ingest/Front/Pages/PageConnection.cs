using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ingest;

/// <summary>What the lane takes for a page's connection: each request is a packet that waits for its answer.</summary>
sealed class PageConnection(Throttle throttle) : IDeviceConnection
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    readonly Lock gate = new();
    readonly Dictionary<ushort, Waiting> waiting = [];
    ushort last;
    Refusal? closed;

    public bool IsClosed => closed is not null;

    /// <summary>How long this device must wait before its next publish at this programme rate.</summary>
    public TimeSpan Throttle(double rate)
    {
        lock (gate) return throttle.After(1, rate);
    }

    /// <summary>A packet number, and what answers it; null when the connection is closed.</summary>
    public (ushort Packet, Task<IReadOnlyList<SetAside>> Answer)? Open()
    {
        lock (gate)
        {
            if (IsClosed) return null;
            do last = last == ushort.MaxValue ? (ushort)1 : (ushort)(last + 1);
            while (waiting.ContainsKey(last));
            var entry = waiting[last] = new Waiting();
            return (last, entry.Answer.Task);
        }
    }

    public void SetAside(ushort packet, IReadOnlyList<SetAside> what)
    {
        lock (gate)
            if (waiting.TryGetValue(packet, out var entry)) entry.Aside = what;
    }

    public ValueTask Acknowledge(ReadOnlyMemory<ushort> packets)
    {
        lock (gate)
            foreach (var packet in packets.Span)
                if (waiting.Remove(packet, out var entry)) entry.Answer.TrySetResult(entry.Aside);
        return ValueTask.CompletedTask;
    }

    public void Close(Refusal why)
    {
        lock (gate)
        {
            closed ??= why;
            foreach (var entry in waiting.Values) entry.Answer.TrySetException(new NotTakenException($"It could not be stored ({ReasonWords.Of(why)}).", Soon));
            waiting.Clear();
        }
    }

    sealed class Waiting
    {
        public TaskCompletionSource<IReadOnlyList<SetAside>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public IReadOnlyList<SetAside> Aside { get; set; } = [];
    }
}
