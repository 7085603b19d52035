using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>What the writer's transactions came to lately, told to whoever asks whether this process may be given work.</summary>
internal sealed class WriterTrouble(Dialect dialect, TimeProvider real) : IStoreTakes, IReadiness
{
    /// <summary>One that failed may be another's doing: a connection that was lost is opened again.</summary>
    static readonly TimeSpan s_moment = TimeSpan.FromSeconds(2);

    /// <summary>Nobody has tried for so long: whether it would be taken now nobody knows.</summary>
    static readonly TimeSpan s_old = TimeSpan.FromSeconds(15);

    readonly Lock _gate = new();
    long _since, _last;
    string? _why;

    public NothingTaken? Trouble
    {
        get
        {
            lock (_gate)
                return _why is not null && real.GetElapsedTime(_since) is var length && length >= s_moment && real.GetElapsedTime(_last) < s_old
                    ? new(_why, length) : null;
        }
    }

    public string? WhyNot => Trouble?.Why;

    public void Committed() { lock (_gate) _why = null; }

    public void Failed(Exception why)
    {
        lock (_gate)
        {
            var now = real.GetTimestamp();
            // Where nothing was tried for so long, what is now is another trouble: nobody knows that the old one lasted.
            if (_why is null || real.GetElapsedTime(_last, now) >= s_old) _since = now;
            _last = now;
            _why = dialect.IsFull(why) ? "the store's disk is full" : "the store takes nothing";
        }
    }
}
