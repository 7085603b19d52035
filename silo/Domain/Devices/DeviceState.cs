using System.Collections.Immutable;

namespace SpecimenLogistics.Domain;

/// <summary>A device: its credential, its place, and what is known of its clock in each boot.</summary>
public sealed record DeviceState(DeviceId Id) : IFold<DeviceState>
{
    public Recorded? Registered { get; init; }
    public Recorded? LastRevoked { get; init; }
    public Recorded? LastReleased { get; init; }

    /// <summary>The revocation in force; null for a device that may be trusted, or was registered anew since.</summary>
    public Recorded? Revoked => LastRevoked is { } revoked && (Registered is null || Pick.Compare(Registered, revoked) < 0) ? revoked : null;

    /// <summary>The last release since the revocation in force.</summary>
    public Recorded? Released => Revoked is { } revoked && LastReleased is { } released && Pick.Compare(released, revoked) > 0 ? released : null;

    public Recorded? LastAgreed { get; init; }
    public Recorded? LastWithdrawn { get; init; }

    /// <summary>The consent in force to being a spare tracker; null for none. Given and taken back at the same moment, it is taken back.</summary>
    public Recorded? Agreed => LastAgreed is { } agreed && (LastWithdrawn is null || agreed.Stamp.OccurredAt > LastWithdrawn.Stamp.OccurredAt) ? agreed : null;

    public ImmutableSortedDictionary<uint, Recorded> Clocks { get; init; } = ImmutableSortedDictionary<uint, Recorded>.Empty;
    public DeviceRegistered? Registration => Registered?.Fact as DeviceRegistered;

    public static DeviceState Start(string id) => new(Code.Parse<DeviceId>(id));

    public DeviceState Apply(Recorded recorded) => recorded.Fact switch
    {
        DeviceRegistered => this with { Registered = Pick.Latest(Registered, recorded) },
        DeviceRevoked => this with { LastRevoked = Pick.Latest(LastRevoked, recorded) },
        DeviceReleased => this with { LastReleased = Pick.Latest(LastReleased, recorded) },
        TrackingAgreed => this with { LastAgreed = Pick.Latest(LastAgreed, recorded) },
        TrackingWithdrawn => this with { LastWithdrawn = Pick.Latest(LastWithdrawn, recorded) },
        // The first measurement of a boot stays: times already made from it must not move.
        ClockMeasured clock => this with { Clocks = Clocks.SetItem(clock.Boot, Pick.Earliest(Clocks.GetValueOrDefault(clock.Boot), recorded)) },
        _ => this,
    };

    public IReadOnlyDictionary<Subject, Summary> Summaries() => Nothing.ToSay;
    public IReadOnlyList<Deadline> Deadlines() => Nothing.ToWaitFor;
}
