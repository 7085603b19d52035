namespace SpecimenLogistics.Contracts;

/// <summary>Where drivers' phones were while they were spare trackers. It is no record: not chained, proves nothing, and is deleted after its days.</summary>
public interface ISpareTrack
{
    /// <summary>Completes after the commit; false where it was there already, by device, the phone's own time and digest.</summary>
    Task<bool> Keep(SparePosition position, CancellationToken cancel);
}

/// <param name="Hearer">The vehicle, as a subject: <c>vehicle/V031</c>.</param>
/// <param name="TstSeconds">The phone's wall clock, seconds since 1970, UTC.</param>
/// <param name="Digest">SHA-256 of what it published.</param>
/// <param name="Fix">Its time is the phone's, but not later than its arrival: how far the phone's clock is off nobody has measured.</param>
public sealed record SparePosition(string Hearer, string Device, long TstSeconds, byte[] Digest, PositionRow Fix);
