namespace SpecimenLogistics.Simulators.Clockwork;

/// <summary>What a process waits for: a moment (milliseconds since local midnight) or a signal.</summary>
internal readonly record struct Pause(long UntilMs, Signal? For)
{
    public static Pause Until(long ms) => new(ms, null);
    public static Pause On(Signal signal) => new(0, signal);
}

/// <summary>Something that happens once; whoever waits goes on at that moment, in the order in which they began to wait.</summary>
internal sealed class Signal(Timeline timeline)
{
    readonly List<IEnumerator<Pause>> _waiting = [];

    public bool Raised { get; private set; }

    public void Raise()
    {
        if (Raised) return;
        Raised = true;
        foreach (var process in _waiting) timeline.Continue(process, timeline.NowMs);
        _waiting.Clear();
    }

    internal void Await(IEnumerator<Pause> process) => _waiting.Add(process);
}

/// <summary>Runs processes in the order of their moments, on one thread; equal moments in the order of asking. No real clock.</summary>
internal sealed class Timeline
{
    readonly PriorityQueue<IEnumerator<Pause>, (long Ms, long Order)> _due = new();
    long _order;

    public long NowMs { get; private set; }

    public void Start(IEnumerable<Pause> process, long atMs = 0) => Continue(process.GetEnumerator(), Math.Max(atMs, NowMs));

    internal void Continue(IEnumerator<Pause> process, long atMs) => _due.Enqueue(process, (atMs, _order++));

    /// <summary>Until nothing is due at or before <paramref name="endMs"/>.</summary>
    public void Run(long endMs)
    {
        while (_due.TryPeek(out _, out var due) && due.Ms <= endMs)
        {
            var process = _due.Dequeue();
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
            if (pause.For is { } signal)
            {
                if (signal.Raised) continue;
                signal.Await(process);
                return;
            }
            if (pause.UntilMs <= NowMs) continue;
            Continue(process, pause.UntilMs);
            return;
        }
    }
}
