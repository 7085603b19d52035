namespace SpecimenLogistics.Domain;

/// <summary>One vehicle on its way through an <see cref="Outcome"/>.</summary>
sealed class Drive(VehicleNow vehicle, Instant now)
{
    int errand, call = -1;
    bool stood;

    public VehicleNow Vehicle => vehicle;
    public Instant At { get; set; } = now;
    public GeoPoint Place { get; set; } = vehicle.Place;
    public HashSet<DeliveryId> Carries { get; } = [.. vehicle.Aboard.Select(b => b.Delivery)];
    public Errand Errand => vehicle.Errands[errand];
    public Call Call => Errand.Calls[call];

    /// <summary>The stop before, on the same trip.</summary>
    public Call? Before => call > 0 ? Errand.Calls[call - 1] : null;

    public (Instant At, GeoPoint Place)? Free { get; private set; }

    /// <summary>Goes on to the next stop; false at the day's end.</summary>
    public bool Advance()
    {
        call++;
        while (errand < vehicle.Errands.Count && call >= Errand.Calls.Count) (errand, call) = (errand + 1, 0);
        if (Free is null && !vehicle.BrokenDown && (errand >= vehicle.Errands.Count || !Errand.HasBegun)) Free = (At, Place);
        return errand < vehicle.Errands.Count;
    }

    public void Wait(Instant until)
    {
        if (At < until) At = until;
    }

    /// <summary>What has stood for a time will stand on: once, before its first drive.</summary>
    public TimeSpan StandsOn(Instant now)
    {
        if (stood || vehicle.StandsSince is not { } since) return TimeSpan.Zero;
        stood = true;
        return Prediction.StandsOn(since, now);
    }
}
