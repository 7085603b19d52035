using Microsoft.Extensions.Logging;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Alarms;

/// <summary>A desk's page whose alarms make no sound for a while.</summary>
/// <param name="By">Who sits there; null where nobody said so.</param>
public sealed record Silence(string Page, StaffId? By, TimeSpan Left);

/// <summary>Which desks have silenced their alarms, so that the next shift reads it. In this process alone: a silence is five minutes at most.</summary>
sealed class SilenceDesk(TimeProvider time, ILogger<SilenceDesk> log)
{
    /// <summary>Real time, for ears.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Pages at once; more than any control room has.</summary>
    const int Most = 200;

    readonly Lock gate = new();
    readonly Dictionary<string, (StaffId? By, long Since)> silent = [];

    /// <returns>false when there are too many already.</returns>
    public bool Begin(string page, StaffId? by)
    {
        lock (gate)
        {
            DropEnded();
            if (silent.Count >= Most && !silent.ContainsKey(page)) return false;
            silent[page] = (by, time.GetTimestamp());
        }
        log.LogInformation("Alarms are silent for {Minutes} minutes at the desk of {Staff}", Longest.TotalMinutes, by?.Value ?? "nobody named");
        return true;
    }

    public void End(string page)
    {
        lock (gate) silent.Remove(page);
    }

    /// <summary>Those that have not ended, the longest first.</summary>
    public IReadOnlyList<Silence> Now
    {
        get
        {
            lock (gate)
            {
                DropEnded();
                return [.. silent.Select(s => new Silence(s.Key, s.Value.By, Longest - time.GetElapsedTime(s.Value.Since))).OrderByDescending(s => s.Left)];
            }
        }
    }

    void DropEnded()
    {
        foreach (var (page, (_, since)) in silent.ToArray())
            if (time.GetElapsedTime(since) >= Longest) silent.Remove(page);
    }
}
