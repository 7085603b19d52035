using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Paper;

/// <summary>
/// Records what was written on paper while nothing worked. It is the fact a scan would have been, from a source of its own: nobody may
/// take it for a scan, and its time is off by up to the minute that a clock on a wall shows.
/// </summary>
sealed class PaperDesk(LiveState live, IGrainFactory grains, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme)
{
    /// <summary>What stands where a scan names its device.</summary>
    public const string Device = "paper";

    static readonly TimeSpan Uncertainty = TimeSpan.FromMinutes(1);

    public Instant Now => Instant.From(programme.GetUtcNow());

    /// <summary>Completes when it is on disk; false when the same line was typed in before, by whomever.</summary>
    public async Task<bool> Record(PaperEntry entry, CancellationToken cancel)
    {
        var id = FactIds.Named($"paper\n{entry.About}\n{entry.At.Microseconds}\n{entry.By}\n{Encoding.UTF8.GetString(FactCodec.Write(entry.Fact))}");
        var recorded = new Recorded(id, new Stamp(entry.At, Device, 0, 0, 0), Uncertainty, null, Now, entry.By, entry.TypedBy, null, entry.Fact);
        var stored = (await grains.GetGrain(entry.About).Record(new FactBatch([recorded.ToEnvelope()])).WaitAsync(cancel)).Stored;
        await live.CatchUp(cancel);
        return stored > 0;
    }
}
