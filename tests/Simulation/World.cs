namespace SpecimenLogistics.Simulation;

/// <summary>
/// Everything that happens, one thing after the other, on one thread: what is due next by the world's own clock, and what follows from it
/// at once. No task runs elsewhere, so that the same plan is the same history.
/// </summary>
sealed class World : SynchronizationContext
{
    readonly Queue<(SendOrPostCallback Do, object? With)> ready = new();
    readonly PriorityQueue<Action, (long At, long Number)> due = new();
    readonly int thread = Environment.CurrentManagedThreadId;
    long numbers;

    /// <summary>Microseconds since the world began.</summary>
    public long Now { get; private set; }

    /// <summary>How many things have happened.</summary>
    public long Steps { get; private set; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId != thread) throw new InvalidOperationException("something ran outside the world, and its history is not its own");
        ready.Enqueue((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public void After(TimeSpan wait, Action what) => due.Enqueue(what, (Now + (long)wait.TotalMicroseconds, numbers++));

    /// <summary>Goes on until that holds; false where nothing more happens, or nothing but waiting for longer than that.</summary>
    public bool Until(Func<bool> holds, TimeSpan longest)
    {
        var end = Now + (long)longest.TotalMicroseconds;
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            while (!holds())
            {
                if (ready.TryDequeue(out var next)) next.Do(next.With);
                else if (due.TryPeek(out _, out var at) && at.At <= end)
                {
                    Now = at.At;
                    due.Dequeue()();
                }
                else return false;
                Steps++;
            }
            return true;
        }
        finally { SetSynchronizationContext(before); }
    }

    /// <summary>Begins something in this world.</summary>
    public void Begin(Func<Task> what) => Post(async _ =>
    {
        try { await what(); }
        catch (Exception error) { Broken ??= error; }
    }, null);

    /// <summary>What nobody caught.</summary>
    public Exception? Broken { get; private set; }
}
