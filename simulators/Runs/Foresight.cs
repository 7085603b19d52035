namespace SpecimenLogistics.Simulators.Runs;

/// <summary>How good the server's foresight was, by what it said at the time and what came.</summary>
/// <param name="RecallAt15Min">Of the deliveries that ended late, the share at risk 15 minutes before their target; null when none was late.</param>
/// <param name="EverShare">The share of all deliveries that were ever at risk.</param>
/// <param name="EtaErrorP90">Minutes between when carriers were expected at the laboratory and when they came, of those on the road 20 minutes before; null when there were none.</param>
internal sealed record Foresight(double? RecallAt15Min, double EverShare, double? EtaErrorP90, int EtaSamples)
{
    /// <summary>As the 90th percentile, the middle.</summary>
    public double? EtaErrorP50 { get; init; }

    /// <summary>The worst, in words.</summary>
    public IReadOnlyList<string> Worst { get; init; } = [];

    static readonly TimeSpan Warning = TimeSpan.FromMinutes(15), Out = TimeSpan.FromMinutes(20);

    const int Told = 12;

    /// <summary>How near to 20 minutes a saying must be: in a fast replay there is one only every some minutes.</summary>
    static readonly TimeSpan Near = TimeSpan.FromMinutes(4);

    /// <param name="risks">Per delivery the server's own judgements and their moments, in order.</param>
    public static Foresight Of(Truth truth, IReadOnlyDictionary<string, IReadOnlyList<(DateTimeOffset At, bool AtRisk)>> risks, Func<string, IReadOnlyCollection<Foretold.Expectation>> foretold)
    {
        var late = truth.Deliveries.Where(d => truth.PredictedLate.Contains(d.Id)).ToList();
        var warned = late.Count(d => WasAtRisk(risks.GetValueOrDefault(d.Id, []), d.Target - Warning));
        var ever = truth.Deliveries.Count(d => risks.GetValueOrDefault(d.Id, []).Any(r => r.AtRisk));
        var samples = truth.Deliveries.Select(d => (d.Id, Error: Error(Arrival(truth, d), foretold(d.Id)))).Where(s => s.Error is not null).ToList();
        var errors = samples.Select(s => Math.Abs(s.Error!.Value)).ToList();
        return new Foresight(late.Count == 0 ? null : (double)warned / late.Count, (double)ever / Math.Max(1, truth.Deliveries.Count), Quantile.Of(errors, 0.9), errors.Count)
        {
            EtaErrorP50 = Quantile.Of(errors, 0.5),
            Worst = [.. samples.OrderByDescending(s => Math.Abs(s.Error!.Value)).Take(Told).Select(s => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{s.Id} {s.Error:+0.0;-0.0} min"))],
        };
    }

    static bool WasAtRisk(IReadOnlyList<(DateTimeOffset At, bool AtRisk)> judged, DateTimeOffset at) => judged.LastOrDefault(j => j.At <= at).AtRisk;

    /// <summary>When the vehicle that brought its last box came to the laboratory.</summary>
    static DateTimeOffset? Arrival(Truth truth, TrueDelivery delivery) => truth.Unloads
        .Where(u => u.To <= delivery.Unloaded && u.Laboratory == delivery.Laboratory && u.From >= delivery.Closed && u.Boxes.Intersect(delivery.Boxes).Any())
        .Select(u => (DateTimeOffset?)u.GateArrival).Max();

    static double? Error(DateTimeOffset? arrival, IReadOnlyCollection<Foretold.Expectation> said)
    {
        if (arrival is not { } came || said.Count == 0) return null;
        var nearest = said.MinBy(s => (came - Out - s.At).Duration());
        return (came - Out - nearest.At).Duration() > Near ? null : (nearest.Laboratory - came).TotalMinutes;
    }
}
