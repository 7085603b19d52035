using System.Diagnostics;
using SpecimenLogistics.Benchmarks.Publish;

namespace SpecimenLogistics.Benchmarks.Loads;

/// <summary>What a load leaves behind (connections to be closed, views, a database's own cleaning) is not the next measurement's.</summary>
static class Quiet
{
    static readonly TimeSpan AtMost = TimeSpan.FromSeconds(5), Look = TimeSpan.FromMilliseconds(250);

    // Of one core; several processes that do nothing ask their store now and then.
    const double Idle = 0.25;

    public static async Task Wait(IBroker broker)
    {
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < AtMost;)
        {
            var (before, look) = (broker.Cpu() + broker.StoreCpu(), Stopwatch.GetTimestamp());
            await Task.Delay(Look);
            if (broker.Cpu() + broker.StoreCpu() - before < Idle * Stopwatch.GetElapsedTime(look)) return;
        }
    }
}
