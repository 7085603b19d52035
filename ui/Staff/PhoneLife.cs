using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Staff;

/// <summary>When a phone was in use and when it was not, from the facts about it.</summary>
sealed class PhoneLife(IReadOnlyList<Recorded> facts)
{
    readonly Recorded[] turns = [.. facts.Where(f => f.Fact is DeviceRegistered or DeviceRevoked or DeviceReleased).OrderBy(f => f.Stamp)];

    public bool WasNeverEnded => !turns.Any(t => t.Fact is DeviceRevoked);

    /// <summary>Who had let in what reached us then, though the phone was out of use; null while it was in use.</summary>
    public string? ReleasedBy(Instant received)
    {
        string? by = null;
        foreach (var turn in turns.TakeWhile(t => t.Stamp.OccurredAt <= received))
            by = turn.Fact switch
            {
                DeviceReleased when by is not null => turn.Actor?.Value ?? "run",
                DeviceRevoked => "?",
                DeviceRegistered => null,
                _ => by,
            };
        return by;
    }
}
