namespace SpecimenLogistics.Domain;

/// <summary>A phone is a driver's own, with the app that makes it a spare tracker.</summary>
public enum DeviceClass { Vehicle, Scanner, Dock, Box, Phone }

/// <param name="SecretDigest">SHA-256 of salt and secret, hex; the secret itself is never stored.</param>
/// <param name="Place">Where the device belongs: a party, a dock or a box.</param>
public sealed record DeviceRegistered(DeviceClass Class, string Salt, string SecretDigest, string Place) : Fact;

/// <summary>The device is not ours to trust any more: lost, or given back. Registering it anew ends that.</summary>
public sealed record DeviceRevoked(string Reason) : Fact;

/// <summary>What a revoked device still holds may be handed in, says its actor; it stays marked as come from a revoked device.</summary>
public sealed record DeviceReleased(string Reason) : Fact;

/// <summary>Its driver, who is the actor, agrees that this phone tells where the vehicle is while this trip is driven.</summary>
public sealed record TrackingAgreed(TripId Trip) : Fact;

/// <summary>Agreed no longer: nothing more is kept.</summary>
public sealed record TrackingWithdrawn : Fact;

/// <summary>
/// How a device's boot relates to programme time: <c>programme = Offset + up_ms</c>; frozen once stored.
/// </summary>
/// <param name="WallMinusUpMs">The device's wall clock minus its up time at that moment, to see later jumps by.</param>
/// <param name="Trusted">The wall clock was near enough to be taken as it is.</param>
public sealed record ClockMeasured(uint Boot, Instant Offset, long WallMinusUpMs, TimeSpan Uncertainty, bool Trusted) : Fact;
