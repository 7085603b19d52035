using System.Collections.Concurrent;

namespace SpecimenLogistics.Ui.People;

/// <summary>Says at once, within this process, whose account was changed or ended; what another process did is found out by asking again.</summary>
sealed class StandingChanges(TimeProvider time)
{
    readonly ConcurrentDictionary<string, DateTimeOffset> changed = new(StringComparer.OrdinalIgnoreCase);

    public event Action<string>? Changed;

    public void Say(string staff)
    {
        changed[staff] = time.GetUtcNow();
        Changed?.Invoke(staff);
    }

    /// <summary>Since a moment that may be rounded down to its second.</summary>
    public bool Since(string? staff, DateTimeOffset at) => staff is not null && changed.TryGetValue(staff, out var last) && last >= at;
}
