namespace SpecimenLogistics.Simulators.Clockwork;

/// <summary>What a process waits for: a moment (milliseconds since local midnight), a signal, or whichever of several comes first.</summary>
internal readonly record struct Pause(long UntilMs, Signal? For, Signal? Or = null)
{
    const long Never = long.MaxValue;

    public static Pause Until(long ms) => new(ms, null);
    public static Pause On(Signal signal) => new(Never, signal);
    public static Pause UntilOr(long ms, Signal signal) => new(ms, signal);
    public static Pause OnEither(Signal one, Signal other) => new(Never, one, other);

    public bool HasMoment => UntilMs != Never;
    public bool IsOver(long nowMs) => UntilMs <= nowMs || For is { Raised: true } || Or is { Raised: true };
}

/// <summary>A process that waits in several places at once; the first of them takes it.</summary>
internal sealed class Claim
{
    bool _taken;

    public bool Take()
    {
        if (_taken) return false;
        return _taken = true;
    }
}

/// <summary>Something that happens once; whoever waits goes on at that moment, in the order in which they began to wait.</summary>
internal sealed class Signal(Timeline timeline)
{
    readonly List<(IEnumerator<Pause> Process, Claim? Claim)> _waiting = [];

    public bool Raised { get; private set; }

    public void Raise()
    {
        if (Raised) return;
        Raised = true;
        foreach (var (process, claim) in _waiting)
            if (claim?.Take() != false) timeline.Continue(process, timeline.NowMs);
        _waiting.Clear();
    }

    internal void Await(IEnumerator<Pause> process, Claim? claim) => _waiting.Add((process, claim));
}

/// <summary>Runs processes in the order of their moments, on one thread; equal moments in the order of asking. No real clock.</summary>
internal sealed class Timeline
{
    readonly PriorityQueue<(IEnumerator<Pause> Process, Claim? Claim), (long Ms, long Order)> _due = new();
    long _order;

    public long NowMs { get; private set; }

    public void Start(IEnumerable<Pause> process, long atMs = 0) => Continue(process.GetEnumerator(), Math.Max(atMs, NowMs));

    internal void Continue(IEnumerator<Pause> process, long atMs, Claim? claim = null) => _due.Enqueue((process, claim), (atMs, _order++));

    /// <summary>Until nothing is due at or before <paramref name="endMs"/>.</summary>
    public void Run(long endMs)
    {
        while (_due.TryPeek(out _, out var due) && due.Ms <= endMs)
        {
            var (process, claim) = _due.Dequeue();
            if (claim?.Take() == false) continue;
            NowMs = due.Ms;
            Step(process);
        }
        NowMs = endMs;
    }

    void Step(IEnumerator<Pause> process)
    {
        while (process.MoveNext())
        {
            var pause = process.Current;
            if (pause.IsOver(NowMs)) continue;
            var claim = (pause.HasMoment ? 1 : 0) + (pause.For is null ? 0 : 1) + (pause.Or is null ? 0 : 1) > 1 ? new Claim() : null;
            pause.For?.Await(process, claim);
            pause.Or?.Await(process, claim);
            if (pause.HasMoment) Continue(process, pause.UntilMs, claim);
            return;
        }
    }
}
