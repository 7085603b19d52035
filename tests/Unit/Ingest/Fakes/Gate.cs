namespace SpecimenLogistics.Unit.Ingest;

/// <summary>A door that a test holds shut and opens.</summary>
sealed class Gate
{
    TaskCompletionSource? shut;

    public void Shut() => shut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    public void Open() => shut?.TrySetResult();
    public Task Pass() => shut?.Task ?? Task.CompletedTask;
}
