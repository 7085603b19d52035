namespace SpecimenLogistics.Simulators.Fleet;

/// <summary>
/// Time of the simulated day in milliseconds since it starts, played at a rate against the real clock. It stands still
/// until started, and never passes the day's end.
/// </summary>
internal sealed class ProgrammeClock(TimeProvider real, double rate, long endMs, long startMs = 0)
{
    readonly Lock _gate = new();
    long _anchorMs = startMs;
    long _anchorStamp;
    bool _running;

    public double Rate => rate;
    public long EndMs => endMs;

    public long NowMs
    {
        get
        {
            lock (_gate)
            {
                if (!_running) return _anchorMs;
                var elapsed = real.GetElapsedTime(_anchorStamp).TotalMilliseconds;
                return Math.Min(endMs, _anchorMs + (long)(elapsed * rate));
            }
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
    public TimeSpan RealTimeUntil(long ms) => TimeSpan.FromMilliseconds(Math.Max(0, (ms - NowMs) / rate));
}
