using System.Text;

namespace SpecimenLogistics.Server;

/// <summary>
/// A store begun by a replay says so for ever in a file of its own, and a replay never touches a store that a real
/// programme began.
/// </summary>
static class SimulationMark
{
    /// <summary>Writes the mark on a new store; null, or in one line why this store cannot be used so.</summary>
    public static async Task<string?> Check(Settings settings)
    {
        var mark = Path.Combine(settings.Data, "simulated");
        var marked = File.Exists(mark) ? await File.ReadAllTextAsync(mark) : null;
        if (settings.Simulated is null)
            return marked is null ? null : $"{settings.Data} holds the simulation {marked}; it cannot serve a real programme";
        if (marked is not null)
            return marked == settings.Simulated ? null : $"{settings.Data} holds the simulation {marked}, not {settings.Simulated}";
        if (File.Exists(Path.Combine(settings.Data, "journal.db")))
            return $"{settings.Data} holds a real programme; a replay needs a folder of its own";
        await AtomicFile.Write(mark, Encoding.UTF8.GetBytes(settings.Simulated), CancellationToken.None);
        return null;
    }
}
