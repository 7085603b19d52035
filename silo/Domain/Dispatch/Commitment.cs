namespace SpecimenLogistics.Domain;

/// <summary>
/// What is committed, and no proposal touches: a leg under way with boxes aboard stays with its vehicle, only its laboratory may
/// change; so does a trip that has begun, unless its vehicle cannot go on; what a driver was just told or two drivers have
/// agreed is left alone.
/// </summary>
public static class Commitment
{
    /// <summary>A driver who was told one thing, or has accepted it, is not told another at once.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromMinutes(5);

    /// <summary>As near as this its driver is at the gate or the dock, and unloads.</summary>
    const double AtTheGateKm = 0.3;

    /// <summary>Why an order would break what is committed; null when it does not.</summary>
    public static string? Broken(Situation situation, Order order) => order switch
    {
        AssignVehicle assign => Taken(situation, assign.Trip) ?? Sent(situation, assign.Vehicle),
        SwapVehicles swap => Taken(situation, swap.One) ?? Taken(situation, swap.Other) ?? Swapped(situation, swap.One, swap.Other),
        SplitLoad split => Collected(situation, split.Trip, split.Centre) ?? Sent(situation, split.Vehicle),
        CancelTrip cancel => Taken(situation, cancel.Trip),
        ChangeTrip change => Changed(situation, change.Trip),
        Divert divert => Diverted(situation, divert),
        TransferBoxes transfer => Transferred(situation, transfer),
        AddTrip add => Sent(situation, add.Trip.Vehicle),
        OrderSupply supply => Sent(situation, supply.Vehicle),
        _ => null,
    };

    static string? Taken(Situation situation, TripId trip)
    {
        if (situation.Find(trip) is not var (vehicle, errand)) return $"trip {trip} is behind or was never planned";
        if (Accepted(situation, errand) is { } settled) return settled;
        if (errand.HasCollected) return $"trip {trip} has boxes aboard of {vehicle.Id}";
        return errand.HasBegun && !vehicle.BrokenDown ? $"{vehicle.Id} is on trip {trip}" : null;
    }

    static string? Collected(Situation situation, TripId trip, SiteId centre)
    {
        if (situation.Find(trip) is not var (_, errand)) return $"trip {trip} is behind or was never planned";
        if (Accepted(situation, errand) is { } settled) return settled;
        if (!errand.Collects.Any(c => c.Site == centre)) return $"trip {trip} does not collect at {centre}, or has";
        // With the vehicle before the door, the other one would come too late in any case.
        return errand.HasBegun && errand.Calls[0].Site == centre ? $"trip {trip} is on its way to {centre}" : null;
    }

    /// <summary>Stops still to come may be added or left out; a collect under way and boxes aboard go on.</summary>
    static string? Changed(Situation situation, PlannedTrip trip)
    {
        if (situation.Find(trip.Trip) is not var (vehicle, errand)) return $"trip {trip.Trip} is behind or was never planned";
        if (Accepted(situation, errand) is { } settled) return settled;
        if (trip.Vehicle != vehicle.Id) return $"trip {trip.Trip} is {vehicle.Id}'s; another vehicle is assigned, not written in";
        if (errand.HasCollected && trip.Stops.All(s => s.Purpose != StopPurpose.Unload)) return $"trip {trip.Trip} has boxes aboard and must unload them";
        return errand.HasBegun && errand.Calls[0] is { Purpose: CallPurpose.Collect, Site: { } first } && trip.Stops.All(s => s.Site != first) ? $"{vehicle.Id} is on its way to {first}" : null;
    }

    static string? Diverted(Situation situation, Divert divert)
    {
        if (situation.Find(divert.Trip) is not var (vehicle, errand)) return $"trip {divert.Trip} is behind or was never planned";
        if (Accepted(situation, errand) is { } settled) return settled;
        if (errand.Unload is not { } unload) return $"trip {divert.Trip} has nothing to unload";
        if (vehicle.BrokenDown) return $"{vehicle.Id} does not go on";
        if (errand.HasCollected && unload.Site is { } there && vehicle.Place.KmTo(unload.Place) < AtTheGateKm && situation.Laboratories.GetValueOrDefault(there)?.Intake is null or IntakeState.Open)
            return $"{vehicle.Id} is at {there} already";
        return unload.Site == divert.Laboratory ? $"trip {divert.Trip} goes to {divert.Laboratory} as it is" : null;
    }

    static string? Transferred(Situation situation, TransferBoxes transfer)
    {
        if (situation.Vehicle(transfer.From) is not { } from) return $"{transfer.From} is not known";
        if (!from.BrokenDown && from.StandsSince is null) return $"{transfer.From} is on its way, with boxes aboard";
        if (transfer.Boxes.FirstOrDefault(b => from.Aboard.All(a => a.Box != b)) is { Value: not null } missing) return $"{missing} is not aboard of {transfer.From}";
        if (situation.Vehicles.Values.SelectMany(v => v.Errands).SelectMany(e => e.Calls).Any(c => c.From == transfer.From && (c.Boxes ?? []).Intersect(transfer.Boxes).Any()))
            return $"somebody is on the way to {transfer.From} for these boxes";
        return Sent(situation, transfer.To);
    }

    static string? Sent(Situation situation, VehicleId vehicle) => situation.Vehicle(vehicle) switch
    {
        null => $"{vehicle} is not known",
        { BrokenDown: true } => $"{vehicle} does not go on",
        _ => null,
    };

    static string? Swapped(Situation situation, TripId one, TripId other) =>
        Sent(situation, situation.Find(one)!.Value.Vehicle.Id) ?? Sent(situation, situation.Find(other)!.Value.Vehicle.Id);

    static string? Accepted(Situation situation, Errand errand) =>
        errand.SettledAt is { } at && situation.Now - at < Settled ? $"a driver has just been told of trip {errand.Trip} as it is" : null;
}
