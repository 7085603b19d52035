namespace SpecimenLogistics.Simulators.Fleet;

/// <summary>
/// What one device still owes: its sendings in due order, of which some are due, some under way and some acknowledged.
/// It holds places in the plan and no bytes, so it is bounded by the day itself and survives any number of connections.
/// Not for several threads at once.
/// </summary>
/// <param name="sendings">Places in the plan's sendings, ascending.</param>
/// <param name="window">Most publishes under way at once.</param>
/// <param name="keeps">How long what was acknowledged goes again after a connection that ended, in the stamps' ticks; 0 for never.</param>
internal sealed class Outbox(int[] sendings, int window, long keeps = 0)
{
    readonly int[] _slots = Enumerable.Repeat(-1, window).ToArray();
    readonly ushort[] _ids = new ushort[window];
    readonly long[] _stamps = new long[window];
    readonly Stack<int> _again = new();
    readonly Queue<int> _beside = new();
    readonly Queue<(int Sending, long At)> _kept = new();
    int[] _sendings = sendings;
    int _due, _next, _round, _besideSent;

    public int Sent => _next + _besideSent;
    public int Acknowledged { get; private set; }
    public int UnderWay { get; private set; }
    public int Waiting => _due - _next + _beside.Count + _again.Count;
    public bool IsEmpty => Waiting == 0 && UnderWay == 0;

    /// <summary>The next of its sendings is due.</summary>
    public void FallDue() => _due++;

    /// <summary>The next of its sendings was acknowledged before this process began.</summary>
    public void SkipAcknowledged()
    {
        _due++;
        _next++;
        Acknowledged++;
    }

    /// <summary>Something that is in nobody's plan is due now.</summary>
    public void Add(int place) => _beside.Enqueue(place);

    /// <summary>Takes another future; false, and nothing is changed, where what was due already would be another.</summary>
    public bool TryReplace(int[] future)
    {
        if (future.Length < _due || !future.AsSpan(0, _due).SequenceEqual(_sendings.AsSpan(0, _due))) return false;
        _sendings = future;
        return true;
    }

    /// <summary>What goes out next, without taking it; -1 when there is nothing or the window is full.</summary>
    public int Peek() => UnderWay == window ? -1 : _again.Count > 0 ? _again.Peek() : _beside.Count > 0 ? _beside.Peek() : _next < _due ? _sendings[_next] : -1;

    /// <summary>What <see cref="Peek"/> shows was under way before.</summary>
    public bool NextIsAgain => _again.Count > 0;

    /// <summary>Takes what <see cref="Peek"/> showed; the packet id is unused by anything under way.</summary>
    public ushort Take(long stamp)
    {
        var sending = _again.Count > 0 ? _again.Pop() : TakeNew();
        var slot = Array.IndexOf(_slots, -1);
        _round = (_round + 1) % 1000;
        _slots[slot] = sending;
        _stamps[slot] = stamp;
        _ids[slot] = (ushort)(_round * 64 + slot + 1);
        UnderWay++;
        return _ids[slot];
    }

    int TakeNew()
    {
        if (_beside.Count == 0) return _sendings[_next++];
        _besideSent++;
        return _beside.Dequeue();
    }

    /// <summary>False when nothing under way has that id.</summary>
    public bool TryAcknowledge(ushort packetId, out int sending, out long stamp, long now = 0)
    {
        var slot = (packetId - 1) % 64;
        sending = -1;
        stamp = 0;
        if (packetId == 0 || slot >= window || _slots[slot] < 0 || _ids[slot] != packetId) return false;
        sending = _slots[slot];
        stamp = _stamps[slot];
        _slots[slot] = -1;
        UnderWay--;
        Acknowledged++;
        if (keeps == 0) return true;
        Forget(now);
        _kept.Enqueue((sending, now));
        return true;
    }

    void Forget(long now)
    {
        while (_kept.TryPeek(out var oldest) && now - oldest.At > keeps) _kept.Dequeue();
    }

    /// <summary>Whoever acknowledged may have lost it, or nobody may have heard it: what was acknowledged lately goes once more.</summary>
    public void SendAgain(long now) => Again([], now);

    void Again(IReadOnlyList<int> lost, long now)
    {
        Forget(now);
        Acknowledged -= _kept.Count;
        var all = lost.Concat(_again).Concat(_kept.Select(k => k.Sending)).OrderDescending().ToList();
        _kept.Clear();
        _again.Clear();
        foreach (var sending in all) _again.Push(sending);
    }

    /// <summary>The connection is gone: what was under way goes first on the next one, in the order of the plan.</summary>
    /// <returns>How many were under way.</returns>
    public int ConnectionLost(long now = 0)
    {
        var underWay = UnderWay;
        int[] lost = [.. _slots.Where(s => s >= 0)];
        Array.Fill(_slots, -1);
        UnderWay = 0;
        Again(lost, now);
        return underWay;
    }

    /// <summary>The first place in the plan that is not acknowledged yet, or <see cref="int.MaxValue"/> when all are.</summary>
    public int LowestUnacknowledged()
    {
        var lowest = _next < _sendings.Length ? _sendings[_next] : int.MaxValue;
        foreach (var slot in _slots)
            if (slot >= 0) lowest = Math.Min(lowest, slot);
        return _again.Count > 0 ? Math.Min(lowest, _again.Peek()) : lowest;
    }
}
