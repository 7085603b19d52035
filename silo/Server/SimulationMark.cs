using System.Text;
using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Server;

/// <summary>
/// A store begun by a replay says so for ever, in a file of its own or in its database, and a replay never touches a store that
/// a real programme began. Of a store in a database the folder says it too: the clock in it is the replay's.
/// </summary>
static class SimulationMark
{
    /// <summary>Writes the mark on a new store; null, or in one line why this store cannot be used so.</summary>
    public static async Task<string?> Check(Settings settings)
    {
        var mark = Path.Combine(settings.Data, "simulated");
        var marked = File.Exists(mark) ? await File.ReadAllTextAsync(mark) : null;
        if (Refusal(settings, marked) is { } refusal) return refusal;
        if (settings.Store is { } store && StoreMark.Check(store, settings.Simulated) is { } refused) return refused;
        if (marked is null && settings.Simulated is { } simulated) await AtomicFile.Write(mark, Encoding.UTF8.GetBytes(simulated), CancellationToken.None);
        return null;
    }

    static string? Refusal(Settings settings, string? marked)
    {
        if (settings.Simulated is null)
            return marked is null ? null : $"{settings.Data} holds the simulation {marked}; it cannot serve a real programme";
        if (marked is not null)
            return marked == settings.Simulated ? null : $"{settings.Data} holds the simulation {marked}, not {settings.Simulated}";
        return File.Exists(Path.Combine(settings.Data, "journal.db")) ? $"{settings.Data} holds a real programme; a replay needs a folder of its own" : null;
    }
}
