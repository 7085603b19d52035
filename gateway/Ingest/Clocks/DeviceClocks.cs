using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>The clocks of one device: known boots, and hellos of boots that are being measured. Used by one lane.</summary>
public sealed class DeviceClocks
{
    const int MaxMeasuring = 4;
    readonly Dictionary<uint, BootClock> known = [];
    readonly Dictionary<uint, HelloSpread> measuring = [];
    readonly Queue<uint> order = new();
    (object Session, uint Boot, HelloSpread Spread)? current;

    public DeviceClocks(IEnumerable<ClockView> stored)
    {
        foreach (var clock in stored) known[clock.Boot] = BootClock.Of(clock);
    }

    public BootClock? Known(uint boot) => known.GetValueOrDefault(boot);

    /// <summary>A hello: measures the boot unless it is known, and says which boot this connection's device is in now.</summary>
    public void Hello(object session, uint boot, Instant receivedAt, long sentUpMs, long sentAt)
    {
        var spread = current is { } now && now.Boot == boot ? now.Spread : measuring.GetValueOrDefault(boot);
        spread = spread.With(receivedAt, sentUpMs, sentAt);
        current = (session, boot, spread);
        if (known.ContainsKey(boot)) return;
        if (!measuring.ContainsKey(boot)) order.Enqueue(boot);
        measuring[boot] = spread;
        if (order.Count > MaxMeasuring) measuring.Remove(order.Dequeue());
    }

    /// <summary>
    /// The clock to freeze for a boot that is not known yet: from its hellos and this publish, whichever was quicker on the
    /// way (hellos of a thousand devices come all at once); from this publish alone when there were none; or, for the backlog of a boot that is over, from how far the wall clock is off in the boot that is on now.
    /// </summary>
    public (BootClock Clock, bool Guessed) Measure(
        object session, uint boot, Instant receivedAt, long sentUpMs, long sentAt, ItemTimes first, ClockOptions options, double rate)
    {
        if (measuring.TryGetValue(boot, out var spread)) return (spread.Quicker(receivedAt, sentUpMs, sentAt).Freeze(options, rate), false);
        if (current is { } now && now.Session == session && now.Boot != boot)
            return (Guess(receivedAt, now.Boot, now.Spread, first, options, rate), true);
        return (default(HelloSpread).With(receivedAt, sentUpMs, sentAt).Freeze(options, rate), false);
    }

    public void Keep(uint boot, BootClock clock)
    {
        known[boot] = clock;
        measuring.Remove(boot);
    }

    BootClock Guess(Instant receivedAt, uint nowBoot, HelloSpread nowSpread, ItemTimes first, ClockOptions options, double rate)
    {
        var now = Known(nowBoot) ?? nowSpread.Freeze(options, rate);
        var wallError = Instant.FromMilliseconds(now.WallMinusUpMs) - now.Offset;
        var wallMinusUp = first.At - first.UpMs;
        var offset = Instant.FromMilliseconds(wallMinusUp) - wallError;
        var latest = receivedAt - TimeSpan.FromMilliseconds(first.LastUpMs);
        return new(offset > latest ? latest : offset, wallMinusUp, options.GuessedUncertainty, false);
    }
}

/// <param name="LastUpMs">The largest up time in the publish: it cannot lie after the publish's arrival.</param>
public readonly record struct ItemTimes(long At, long UpMs, long LastUpMs);
