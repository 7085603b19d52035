namespace SpecimenLogistics.Unit.Ingest;

/// <summary>A door that a test holds shut and opens.</summary>
sealed class Gate
{
    TaskCompletionSource? shut;
    int waiting;

    /// <summary>How many have come to the shut door.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    public void Shut() => shut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    public void Open() => shut?.TrySetResult();

    public Task Pass()
    {
        if (shut is not { } door) return Task.CompletedTask;
        Interlocked.Increment(ref waiting);
        return door.Task;
    }
}
