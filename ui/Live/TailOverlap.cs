namespace SpecimenLogistics.Ui;

/// <summary>
/// Where a tail should begin: at the position known some seconds ago, so that a row whose commit was overtaken by a
/// later one is still seen. The first tail begins at the beginning.
/// </summary>
sealed class TailOverlap(TimeSpan span)
{
    readonly LinkedList<(long At, long Position)> known = new();

    public long From(long now, long position, TimeProvider clock)
    {
        known.AddLast((now, position));
        if (known.Count == 1) return 0;
        while (known.First!.Next is { } next && clock.GetElapsedTime(next.Value.At, now) >= span) known.RemoveFirst();
        return known.First.Value.Position;
    }
}
