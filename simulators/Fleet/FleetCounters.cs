namespace SpecimenLogistics.Simulators.Fleet;

/// <summary>What all devices count together; fields because many threads add to them.</summary>
internal sealed class FleetCounters(TimeProvider real, int devices)
{
    public int Retries, ConnectionsLost, SignonsRefused, Deaths, ItemsUnanswered;
    readonly bool[] _greeted = new bool[devices];
    int _greetedCount;
    long _behindUsMax;
    volatile string? _lastLoss;

    public Latencies Latencies { get; } = new();

    /// <summary>How many devices have had their hellos acknowledged at least once.</summary>
    public int DevicesGreeted => Volatile.Read(ref _greetedCount);

    /// <summary>Why the last connection was lost.</summary>
    public string? LastLoss => _lastLoss;

    public double BehindSecondsMax => Volatile.Read(ref _behindUsMax) / 1e6;

    public long Stamp() => real.GetTimestamp();
    public long Ticks(TimeSpan length) => (long)(length.TotalSeconds * real.TimestampFrequency);
    public TimeSpan Since(long stamp) => real.GetElapsedTime(stamp);

    public void Took(long sent, long acknowledged) => Latencies.Add(real.GetElapsedTime(sent, acknowledged));

    public void Greeted(int device)
    {
        if (!_greeted[device]) Interlocked.Increment(ref _greetedCount);
        _greeted[device] = true;
    }

    public void Lost(Exception why)
    {
        _lastLoss = why.Message;
        Interlocked.Increment(ref ConnectionsLost);
        if (why is Mqtt.MqttRefused) Interlocked.Increment(ref SignonsRefused);
    }

    public void Behind(TimeSpan late)
    {
        var us = (long)late.TotalMicroseconds;
        var before = Volatile.Read(ref _behindUsMax);
        while (us > before && Interlocked.CompareExchange(ref _behindUsMax, us, before) is var seen && seen != before) before = seen;
    }
}
