using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <param name="Raised">When the desk was first told of it, this time.</param>
/// <param name="Gone">Why it was withdrawn.</param>
/// <param name="Owner">Who has it in hand.</param>
/// <param name="NobodySince">Since when nobody has; null while somebody has, and when it is over.</param>
/// <param name="Step">How many people of the duty list have let their time pass.</param>
/// <param name="NextAt">When it goes on to the next, or when an owner of whom nothing is heard gives it back.</param>
/// <param name="SentOut">How often it was sent out since nobody has had it.</param>
public sealed record IncidentView(
    string Id, CauseKind Cause, Severity Severity, IncidentStatus Status, Subject About, Instant Since, Instant Raised, Instant? Ended,
    StaffId? Owner, IReadOnlyList<string> Details, IReadOnlyList<string> Notes)
{
    public string? Gone { get; init; }
    public Instant? NobodySince { get; init; }
    public int Step { get; init; }
    public Instant? NextAt { get; init; }
    public int SentOut { get; init; }

    /// <summary>One of these was taken.</summary>
    public bool SentTaken { get; init; }
    public IReadOnlyList<IncidentActView> Acts { get; init; } = [];
}

/// <summary>What was done about an incident, by whom and when.</summary>
public sealed record IncidentActView(IncidentAct Act, Instant At, StaffId? By, StaffId? Owner, string? Text);

public sealed record DeviceView(DeviceId Id, DeviceClass Class, string Salt, string SecretDigest, string Place, IReadOnlyList<ClockView> Clocks)
{
    public Instant? Registered { get; init; }

    /// <summary>Not to be trusted any more; null for one that is.</summary>
    public RevokedView? Revoked { get; init; }

    /// <summary>A phone's consent to being a spare tracker; null where there is none.</summary>
    public TrackingView? Tracking { get; init; }
}

/// <param name="ReleasedAt">When somebody last said that what it holds may be handed in.</param>
public sealed record RevokedView(Instant At, StaffId? By, string Reason, Instant? ReleasedAt, StaffId? ReleasedBy);
/// <param name="Trip">For which it was given.</param>
public sealed record TrackingView(TripId Trip, Instant Since);
public sealed record ClockView(uint Boot, Instant Offset, long WallMinusUpMs, TimeSpan Uncertainty, bool Trusted);
/// <param name="Trips">As orders have changed them.</param>
public sealed record PlanView(DateOnly Date, IReadOnlyList<PlannedTrip> Trips)
{
    /// <summary>In the order of being given.</summary>
    public IReadOnlyList<OrderView> Orders { get; init; } = [];
    public IReadOnlyList<RoadNotice> Notices { get; init; } = [];
}

public sealed record OrderView(OrderId Id, Instant At, StaffId? Actor, string Reason, Order Order);
public sealed record ProgrammeView(string Name, string Zone, bool Simulated, string? Scenario, int? Seed, DateOnly? Date)
{
    /// <summary>Whom red incidents are told to, in this order.</summary>
    public IReadOnlyList<StaffId> Duty { get; init; } = [];

    /// <summary>What is allowed inside a box.</summary>
    public TemperatureLimits Limits { get; init; } = TemperatureLimits.Usual;

    /// <summary>The latest handovers of the control room, the newest last; null when there was none.</summary>
    public IReadOnlyList<ShiftView>? Shifts { get; init; }
}

/// <param name="At">When who comes signed, and had it.</param>
/// <param name="Open">What was open then.</param>
public sealed record ShiftView(Instant At, Instant Offered, StaffId Goes, StaffId Comes, string? Note, IReadOnlyList<LeftOpen> Open);
