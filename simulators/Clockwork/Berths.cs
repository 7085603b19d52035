namespace SpecimenLogistics.Simulators.Clockwork;

/// <summary>A place in the queue for one of a few docks or benches.</summary>
internal sealed class Berth(Signal granted)
{
    public Signal Granted => granted;

    /// <summary>From 1; set once granted.</summary>
    public int Number { get; internal set; }
}

/// <summary>Docks or benches: finite, first come first served, the lowest free number first. Never two in one.</summary>
internal sealed class Berths
{
    readonly Timeline _timeline;
    readonly SortedSet<int> _free;
    readonly Queue<Berth> _queue = new();

    public Berths(Timeline timeline, int count)
    {
        _timeline = timeline;
        _free = [.. Enumerable.Range(1, count)];
    }

    public Berth Ask()
    {
        var berth = new Berth(new Signal(_timeline));
        if (_free.Count == 0) _queue.Enqueue(berth);
        else Grant(berth, _free.Min);
        return berth;
    }

    public void Leave(Berth berth)
    {
        _free.Add(berth.Number);
        if (_queue.TryDequeue(out var next)) Grant(next, _free.Min);
    }

    void Grant(Berth berth, int number)
    {
        _free.Remove(number);
        berth.Number = number;
        berth.Granted.Raise();
    }
}
