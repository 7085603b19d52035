using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

/// <summary>One reading of a logger inside a box.</summary>
public readonly record struct TemperatureReading(Instant At, double Celsius);

/// <summary><c>Outside</c>: it was outside the limits, but no longer than is allowed. What is not known is never called in range.</summary>
public enum TemperatureState { Unknown, InRange, Outside, TooWarm, TooCold }

/// <summary>A box's temperature from its sealing to its receipt, or until now.</summary>
/// <param name="Closed">The box was received: nothing more is added.</param>
/// <param name="MinutesUnknown">No reading spoke for them.</param>
/// <param name="ExceededAt">When the minutes outside became too many.</param>
/// <param name="MeanKineticCelsius">The steady temperature that would have harmed as much; null without a reading.</param>
public sealed record ColdChain(
    Instant From, Instant Until, bool Closed, TemperatureLimits Limits, double MinutesInRange, double MinutesAbove, double MinutesBelow, double MinutesUnknown,
    Instant? ExceededAt, double? MeanKineticCelsius, double? LowestCelsius, double? HighestCelsius, double? LastCelsius, Instant? LastAt)
{
    [JsonIgnore] public double MinutesOutside => MinutesAbove + MinutesBelow;

    [JsonIgnore]
    public TemperatureState State =>
        ExceededAt is not null ? MinutesAbove >= MinutesBelow ? TemperatureState.TooWarm : TemperatureState.TooCold
        : MinutesUnknown > 0 || LastAt is null ? TemperatureState.Unknown
        : MinutesOutside > 0 ? TemperatureState.Outside
        : TemperatureState.InRange;

    /// <summary>The logger was heard and is no longer, while it should be.</summary>
    [JsonIgnore] public bool Silent => !Closed && LastAt is { } last && Until - last > TimeSpan.FromMinutes(Limits.SilentMinutes);

    /// <summary>Activation energy over gas constant, kelvin: 83.144 kJ/mol over 8.3144 J/(mol K).</summary>
    const double Activation = 10_000;
    const double Kelvin = 273.15;

    /// <param name="readings">In order of time; those from before the sealing may speak for its first minutes.</param>
    public static ColdChain Of(IReadOnlyList<TemperatureReading> readings, Instant from, Instant until, bool closed, TemperatureLimits limits)
    {
        var sum = new Sum(limits);
        var (at, lasts) = (from, TimeSpan.FromMinutes(limits.SilentMinutes));
        TemperatureReading? speaks = null;
        foreach (var reading in readings)
        {
            if (reading.At > until) break;
            if (reading.At > at) at = sum.Add(at, reading.At, speaks is { } s && reading.At - s.At <= lasts ? s.Celsius : speaks is null && reading.At - at <= lasts ? reading.Celsius : null);
            speaks = reading;
            if (reading.At >= from) sum.See(reading.Celsius);
        }
        if (until > at) sum.Add(at, until, speaks is { } last && until - last.At <= lasts ? last.Celsius : null);
        return sum.Done(from, until, closed, speaks);
    }

    /// <summary>Minutes and harm added up, stretch by stretch.</summary>
    sealed class Sum(TemperatureLimits limits)
    {
        double _in, _above, _below, _unknown, _harm;
        double? _lowest, _highest;
        Instant? _exceeded;

        public void See(double celsius) => (_lowest, _highest) = (Math.Min(_lowest ?? celsius, celsius), Math.Max(_highest ?? celsius, celsius));

        /// <summary>A reading speaks for the time until the next one.</summary>
        public Instant Add(Instant from, Instant to, double? celsius)
        {
            var minutes = (to - from).TotalMinutes;
            if (celsius is not { } c) { _unknown += minutes; return to; }
            _harm += minutes * Math.Exp(-Activation / (c + Kelvin));
            if (c > limits.HighCelsius) _above += minutes;
            else if (c < limits.LowCelsius) _below += minutes;
            else { _in += minutes; return to; }
            var over = _above + _below - limits.MostMinutesOutside;
            if (over > 0) _exceeded ??= to - TimeSpan.FromMinutes(over);
            return to;
        }

        public ColdChain Done(Instant from, Instant until, bool closed, TemperatureReading? last) => new(
            from, until, closed, limits, Round(_in), Round(_above), Round(_below), Round(_unknown), _exceeded, MeanKinetic(), _lowest, _highest, last?.Celsius, last?.At);

        double? MeanKinetic()
        {
            var known = _in + _above + _below;
            return known > 0 ? Math.Round(Activation / -Math.Log(_harm / known) - Kelvin, 2) : null;
        }

        static double Round(double minutes) => Math.Round(minutes, 2);
    }
}
