using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

public enum IncidentStatus { Open, Acknowledged, Resolved, Withdrawn }

public sealed record IncidentView(
    string Id, CauseKind Cause, Severity Severity, IncidentStatus Status, Subject About, Instant Since, Instant Raised, Instant? Ended,
    StaffId? Owner, IReadOnlyList<string> Details, IReadOnlyList<string> Notes);

public sealed record DeviceView(DeviceId Id, DeviceClass Class, string Salt, string SecretDigest, string Place, IReadOnlyList<ClockView> Clocks);
public sealed record ClockView(uint Boot, Instant Offset, long WallMinusUpMs, TimeSpan Uncertainty, bool Trusted);
public sealed record PlanView(DateOnly Date, IReadOnlyList<PlannedTrip> Trips);
public sealed record ProgrammeView(string Name, string Zone, bool Simulated, string? Scenario, int? Seed, DateOnly? Date);
