using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>
/// A box with a logger as its watch has it. Boxes go round for weeks: a cycle that is over is judged once, and again when a reading comes
/// that speaks of it or when what its judgement rests on is another.
/// </summary>
sealed class LoggedBox
{
    readonly SortedList<long, double> readings = [];
    readonly Dictionary<Instant, (Instant Until, TemperatureView? Known, TemperatureLimits Limits)> settled = [];
    (long Position, BoxView View)? read;

    /// <summary>null before the first reading.</summary>
    public Instant? Newest => readings.Count == 0 ? null : new Instant(readings.Keys[^1]);

    public void Add(long at, double celsius)
    {
        readings[at] = celsius;
        foreach (var (from, judged) in settled)
            if (judged.Until.Microseconds >= at) settled.Remove(from);
    }

    /// <summary>Decoded when it is another than the last time.</summary>
    public BoxView View(EntityRow row)
    {
        if (read is not { } known || known.Position != row.Position) read = known = (row.Position, ViewJson.Read<BoxView>(row.View));
        return known.View;
    }

    /// <summary>All that can speak for a time, in order: those within it, and the last before.</summary>
    public IReadOnlyList<TemperatureReading> For(Instant from, Instant until)
    {
        var found = new List<TemperatureReading>();
        for (var i = Math.Max(0, InOrder.UpTo(readings.Keys, at => new Instant(at), from) - 1); i < readings.Count && readings.Keys[i] <= until.Microseconds; i++)
            found.Add(new TemperatureReading(new Instant(readings.Keys[i]), readings.Values[i]));
        return found;
    }

    /// <param name="known">What stands in the view.</param>
    public bool IsSettled(Instant from, Instant until, TemperatureView? known, TemperatureLimits limits) => settled.TryGetValue(from, out var judged) && judged == (until, known, limits);

    /// <summary>Its readings said nothing that does not stand there.</summary>
    public void Settle(Instant from, Instant until, TemperatureView? known, TemperatureLimits limits) => settled[from] = (until, known, limits);
}
