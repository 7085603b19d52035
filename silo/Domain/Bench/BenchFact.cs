namespace SpecimenLogistics.Domain;

/// <summary>Why a laboratory takes a tube with a remark, or not at all, in its own words.</summary>
/// <param name="Code">What its people scan or type.</param>
/// <param name="Outcome">What a tube with this reason becomes; never plainly accepted.</param>
public sealed record BenchReason(string Code, string En, string Zh, TubeOutcome Outcome);

/// <summary>A laboratory's own list of reasons. A change is a new version; what was read under an older one keeps its words.</summary>
public sealed record ReasonsListed(int Version, IReadOnlyList<BenchReason> Reasons) : Fact;
