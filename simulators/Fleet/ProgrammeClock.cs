namespace SpecimenLogistics.Simulators.Fleet;

/// <summary>
/// Time of the simulated day in milliseconds since it starts, played against the real clock: fast up to a moment, then at the
/// day's own rate. It stands still until started, and never passes the day's end.
/// </summary>
/// <param name="rate">Programme seconds per real second.</param>
/// <param name="fromMs">Until this moment of the day the rate is <paramref name="fastRate"/>.</param>
internal sealed class ProgrammeClock(TimeProvider real, double rate, long endMs, long startMs = 0, long fromMs = 0, double fastRate = 1)
{
    readonly Lock _gate = new();
    long _anchorMs = startMs;
    long _anchorStamp;
    bool _running;

    /// <summary>As it runs now.</summary>
    public double Rate => NowMs < fromMs ? fastRate : rate;

    public long EndMs => endMs;

    /// <summary>Where the rate changes; 0 for a day of one rate.</summary>
    public long FromMs => fromMs;

    public long NowMs
    {
        get
        {
            lock (_gate) return _running ? Math.Min(endMs, After(real.GetElapsedTime(_anchorStamp).TotalMilliseconds)) : _anchorMs;
        }
    }

    public bool Ended => NowMs >= endMs;

    public void Start() => Start(NowMs, real.GetTimestamp());

    /// <summary>Runs from a moment of the day that was at a timestamp of the real clock.</summary>
    public void Start(long atMs, long stamp)
    {
        lock (_gate) (_anchorMs, _anchorStamp, _running) = (atMs, stamp, true);
    }

    public void Freeze()
    {
        var now = NowMs;
        lock (_gate)
        {
            _anchorMs = now;
            _running = false;
        }
    }

    /// <summary>How long in real time until a moment of the day; zero when it is past.</summary>
    public TimeSpan RealTimeUntil(long ms)
    {
        var now = NowMs;
        return TimeSpan.FromMilliseconds(Math.Max(0, Took(ms) - Took(now)));
    }

    long After(double elapsed)
    {
        var fast = Math.Max(0, fromMs - _anchorMs) / fastRate;
        return elapsed < fast ? _anchorMs + (long)(elapsed * fastRate) : Math.Max(_anchorMs, fromMs) + (long)((elapsed - fast) * rate);
    }

    /// <summary>Real milliseconds from the day's start to a moment of it.</summary>
    double Took(long ms) => Math.Min(ms, fromMs) / fastRate + Math.Max(0, ms - fromMs) / rate;
}
