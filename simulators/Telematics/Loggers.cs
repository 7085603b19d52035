using SpecimenLogistics.Simulators.Truths;

namespace SpecimenLogistics.Simulators.Telematics;

/// <summary>The logger in a box, every few minutes: cold while there are packs in it, warm as the day where there are none.</summary>
internal sealed class Loggers(World world, Box box)
{
    public void Report()
    {
        var every = world.Scenario.Numbers.Boxes.LoggerS * 1000L;
        var draw = world.Draw("logger", box.Id);
        for (var at = world.StartsMs + draw.Below((int)every); at < world.EndsMs; at += every)
        {
            var celsius = Celsius(at, draw.Bell());
            if (!IsSilent(at)) world.Reports.Temperature(at, Device.Logger(box.Id), celsius);
        }
    }

    /// <summary>To a tenth of a degree; the spread never reaches a limit by itself.</summary>
    double Celsius(long ms, double spread)
    {
        var inside = box.Cycles.FirstOrDefault(c => c.PackedMs <= ms && ms < (c.EmptiedMs ?? long.MaxValue));
        var celsius = inside is null ? 26 + spread : inside.WarmMs is { } warm && ms >= warm ? 13 + spread : 4.8 + 0.6 * spread;
        return Math.Round(celsius * 10) / 10;
    }

    bool IsSilent(long ms) => box.Cycles.Any(c => ms >= c.LoggerSilentMs || ms >= c.LostMs);
}
