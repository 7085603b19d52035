using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>Where every vehicle was seen last, read each second.</summary>
public sealed class FleetPlaces(ITrack track, IClockControl programme, TimeProvider clock, ILogger<FleetPlaces> log) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>A fix may come from a clock that runs this much ahead, in real time.</summary>
    static readonly TimeSpan Ahead = TimeSpan.FromSeconds(2);

    volatile IReadOnlyDictionary<string, VehicleFix> now = new Dictionary<string, VehicleFix>();
    long readAt;

    public IReadOnlyDictionary<string, VehicleFix> Now => now;

    /// <summary>The table answered within the last seconds.</summary>
    public bool Fresh => Interlocked.Read(ref readAt) != 0 && Quiet < LiveState.StaleAfter;

    /// <summary>Since the table last answered, real time.</summary>
    public TimeSpan Quiet => Interlocked.Read(ref readAt) is not 0 and var at ? clock.GetElapsedTime(at) : TimeSpan.Zero;

    /// <summary>Raised after each reading.</summary>
    public event Action? Read;

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                Take(await track.Last(stop), programme.Read());
                Interlocked.Exchange(ref readAt, clock.GetTimestamp());
            }
            catch (Exception error) when (!stop.IsCancellationRequested)
            {
                log.LogWarning(error, "Could not read the vehicles' newest fixes; asking again in a second");
            }
            Read?.Invoke();
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    void Take(IReadOnlyList<VehicleLast> last, ClockState state)
    {
        var latest = Instant.From(state.Now + Ahead * Math.Max(1, state.Rate)).Microseconds;
        var next = new Dictionary<string, VehicleFix>(last.Count);
        foreach (var vehicle in last)
        {
            if (!Subject.TryParse(vehicle.Hearer, out var subject) || subject.Kind != SubjectKind.Vehicle || vehicle.Fix is not { } fix) continue;
            // A fix from the future never moves a marker.
            if (fix.OccurredAt <= latest) next[subject.Id] = VehicleFix.Of(fix, now.GetValueOrDefault(subject.Id)?.Standing) with { ByPhone = vehicle.Spare };
            else if (now.TryGetValue(subject.Id, out var before)) next[subject.Id] = before;
        }
        now = next;
    }
}

/// <summary>A measured place, with the moment of the measurement.</summary>
public sealed record VehicleFix(GeoPoint Point, Instant At, double SpeedKmh)
{
    /// <summary>Its driver's phone says so, whose clock nobody has measured: its own unit is silent.</summary>
    public bool ByPhone { get; init; }

    /// <summary>Since when it has stood there, as far as this process has seen.</summary>
    public Standing Standing { get; init; } = Standing.Next(null, Point, SpeedKmh, At);

    public static VehicleFix Of(PositionRow row, Standing? before = null)
    {
        var (point, at) = (new GeoPoint(row.LatDeg, row.LonDeg), new Instant(row.OccurredAt));
        return new VehicleFix(point, at, row.SpeedKmh) { Standing = Standing.Next(before, point, row.SpeedKmh, at) };
    }
}
