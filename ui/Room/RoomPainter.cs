using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>Paints a new picture of the room twice a second while somebody looks: margins shrink even when nothing happens.</summary>
public sealed class RoomPainter(
    LiveState live, FleetPlaces places, VehicleStream stream, IClockControl programme, IOptions<UiOptions> options, TimeProvider clock,
    ILogger<RoomPainter> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    readonly SemaphoreSlim wanted = new(0, 1);
    readonly LedgerPatience patience = new(clock);
    RoomPicture? picture;
    event Action<RoomPicture>? painted;

    /// <summary>The newest picture; null until the views are loaded and somebody has looked.</summary>
    public RoomPicture? Picture => picture;

    public IDisposable Look(Action<RoomPicture> onPainted)
    {
        painted += onPainted;
        if (wanted.CurrentCount == 0) wanted.Release();
        return new Looking(() => painted -= onPainted);
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        await live.Loaded.WaitAsync(stop);
        while (true)
        {
            if (painted is null) await wanted.WaitAsync(stop);
            try
            {
                using var span = live.Trace.Paint();
                picture = Paint();
                span?.SetTag("islands", painted?.GetInvocationList().Length);
                painted?.Invoke(picture);
            }
            catch (Exception error) when (!stop.IsCancellationRequested)
            {
                log.LogError(error, "Could not paint the room");
            }
            await Task.Delay(Every, clock, stop);
        }
    }

    RoomPicture Paint()
    {
        var now = Instant.From(programme.Read().Now);
        var seen = RoomPicture.Of(live.Views, live.Programme, new ZonedTimes(live.Zone), places.Now, stream.Marks, now, options.Value.TightMinutes);
        return seen with { Ledger = patience.Judge(seen.Ledger) };
    }

    sealed class Looking(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
