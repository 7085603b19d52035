namespace SpecimenLogistics.Domain;

/// <summary>
/// What <see cref="Beside.Of"/> says of one vehicle from look to look. Of all the boxes that it has ever heard at its side only those heard
/// since are looked at, and all of them when its account has changed: that may have spoken of any.
/// </summary>
public sealed class BesideNow
{
    readonly SortedDictionary<string, Stay> strange = new(StringComparer.Ordinal);
    Account? judgedBy;
    IReadOnlyList<Stay>? said;

    /// <param name="heard">Always the same one.</param>
    public IReadOnlyList<Stay>? Of(Account account, Hearing heard)
    {
        var since = heard.TakeBoxesHeard();
        var changed = ReferenceEquals(account, judgedBy) ? since : heard.Boxes;
        judgedBy = account;
        var isNew = false;
        foreach (var stay in changed) isNew |= Judge(account, stay);
        if (isNew) said = strange.Count == 0 ? null : [.. strange.Values];
        return said;
    }

    bool Judge(Account account, Stay stay)
    {
        if (Beside.Judge(account, stay) is not { } told) return strange.Remove(stay.Of.Value);
        if (strange.TryGetValue(stay.Of.Value, out var before) && before == told) return false;
        strange[stay.Of.Value] = told;
        return true;
    }
}
