using System.Text.Json;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Server;

/// <summary>
/// The programme's clock: an anchor on the real clock and a rate, kept on disk. Time that passes while the server is down
/// passes for the programme too; frozen, it stands.
/// </summary>
sealed class ProgrammeTime : TimeProvider, IClockControl
{
    readonly IKeptClock kept;
    readonly TimeProvider real;
    // Two who set it at once take turns: what is kept and what is told from memory must be the same one's.
    readonly SemaphoreSlim turn = new(1, 1);
    volatile Anchor anchor;
    Anchor? asKept;

    sealed record Anchor(DateTimeOffset Real, DateTimeOffset Programme, double Rate, bool Frozen, long Timestamp = 0);

    ProgrammeTime(IKeptClock kept, TimeProvider real, Anchor anchor) => (this.kept, this.real, this.anchor) = (kept, real, anchor);

    /// <param name="real">The machine's clock.</param>
    /// <param name="begins">Where a clock that was never set stands still; null lets it run as the real one.</param>
    public static async Task<ProgrammeTime> Open(IKeptClock kept, TimeProvider real, DateTimeOffset? begins, CancellationToken cancel)
    {
        var time = new ProgrammeTime(kept, real, new Anchor(real.GetUtcNow(), (begins ?? real.GetUtcNow()).ToUniversalTime(), 1, begins is not null, real.GetTimestamp()));
        await time.Look(cancel);
        return time;
    }

    /// <summary>Goes by what others set, until cancelled. While that cannot be read the clock goes on as it was.</summary>
    public async Task Follow(CancellationToken cancel)
    {
        await kept.AwaitChange(cancel);
        await turn.WaitAsync(cancel);
        try { await Look(cancel); }
        finally { turn.Release(); }
    }

    async Task Look(CancellationToken cancel)
    {
        if (await kept.Read(cancel) is not { } bytes) return;
        var stored = JsonSerializer.Deserialize<Anchor>(bytes) ?? throw new InvalidDataException("the programme's clock is kept as nothing");
        if (stored == asKept) return;
        anchor = Running(asKept = stored);
    }

    /// <summary>Between its own readings the clock follows the monotonic clock, so that a jump of the machine's time does not move it.</summary>
    Anchor Running(Anchor stored)
    {
        var now = real.GetUtcNow();
        var programme = stored.Frozen ? stored.Programme : stored.Programme + (now - stored.Real) * stored.Rate;
        return stored with { Real = now, Programme = programme, Timestamp = real.GetTimestamp() };
    }

    public override DateTimeOffset GetUtcNow()
    {
        var at = anchor;
        return at.Frozen ? at.Programme : at.Programme + real.GetElapsedTime(at.Timestamp) * at.Rate;
    }

    public ClockState Read()
    {
        var at = anchor;
        return new ClockState(GetUtcNow(), at.Rate, at.Frozen);
    }

    public async Task Set(ClockState state, CancellationToken cancel)
    {
        if (state.Rate is <= 0 or > 10_000 || !double.IsFinite(state.Rate)) throw new ArgumentOutOfRangeException(nameof(state), "the rate must be above 0 and at most 10,000");
        // Taken when it is asked for: whoever waits for a turn must not lose the time it waits.
        var next = new Anchor(real.GetUtcNow(), state.Now.ToUniversalTime(), state.Rate, state.Frozen, real.GetTimestamp());
        await turn.WaitAsync(cancel);
        try
        {
            await kept.Write(JsonSerializer.SerializeToUtf8Bytes(next), cancel);
            (anchor, asKept) = (next, next);
        }
        finally { turn.Release(); }
    }
}
