namespace SpecimenLogistics.Domain;

/// <summary>
/// Boxes whose own beacon a vehicle hears at its side for minutes though, by the scans, it has not got them: one that was put into the
/// wrong vehicle, or whose handover nobody has told yet.
/// </summary>
public static class Beside
{
    /// <summary>Side by side at a door or a gate vehicles hear each other's boxes weakly, and not for long.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromMinutes(5);

    /// <summary>How long it goes on is told in steps: a box need not hear of every minute.</summary>
    static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    /// <param name="beside">Stays of boxes within near hearing.</param>
    public static IReadOnlyList<Stay>? Of(Account account, IEnumerable<Stay> beside)
    {
        var strange = beside.Select(s => Judge(account, s)).OfType<Stay>().OrderBy(s => s.Of.Value, StringComparer.Ordinal).ToList();
        return strange.Count == 0 ? null : strange;
    }

    /// <summary>What is to be told of one; null for nothing.</summary>
    internal static Stay? Judge(Account account, Stay stay) => IsStrange(account, stay) ? InSteps(stay) : null;

    static bool IsStrange(Account account, Stay stay)
    {
        var known = BoxId.TryParse(stay.Of.Id, out var box) ? account.Entries.GetValueOrDefault(box) : null;
        return known?.Here is null && IsLong(stay, known?.Since);
    }

    /// <summary>Heard for minutes since somebody last scanned it.</summary>
    public static bool IsLong(Stay stay, Instant? scanned) => stay.Last - (scanned is { } at && at > stay.First ? at : stay.First) >= Least;

    static Stay InSteps(Stay stay) => stay with { Last = stay.First + Least + Step * Math.Floor((stay.Last - stay.First - Least) / Step) };
}
