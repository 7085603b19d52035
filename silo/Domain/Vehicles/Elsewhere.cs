namespace SpecimenLogistics.Domain;

/// <summary>Which boxes a vehicle takes, or took, to another laboratory than their centre's, by what its driver had accepted.</summary>
static class Elsewhere
{
    public static IEnumerable<(BoxId Box, IReadOnlyList<Bound> Bounds)> Of(VehicleState vehicle)
    {
        var accepted = vehicle.Orders.IsEmpty ? [] : vehicle.Instructions.Where(i => i is { Accepted: not null, Instruction.Takes: not null }).ToList();
        if (accepted.Count == 0) yield break;
        foreach (var (box, entry) in vehicle.Account.Entries.OrderBy(e => e.Key.Value, StringComparer.Ordinal))
        {
            var bounds = accepted.Where(i => entry.Carried.Any(c => Concerns(i.Instruction.Takes!, box, c, i.Accepted!.Value)))
                .Select(i => new Bound(i.Instruction.Takes!.Laboratory, i.Accepted!.Value, i.Instruction.Order)).ToList();
            if (bounds.Count > 0) yield return (box, bounds);
        }
    }

    /// <summary>It had the box when the driver accepted, or took it afterwards.</summary>
    static bool Concerns(Destination takes, BoxId box, Carriage carriage, Instant accepted) =>
        (carriage.Until is not { } until || until > accepted) && (takes.Boxes.Contains(box) || (carriage.Centre is { } centre && takes.Centres.Any(c => c.Value == centre.Id)));
}
