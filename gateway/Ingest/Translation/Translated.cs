using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>What a scan comes to.</summary>
public abstract record Translated
{
    public sealed record AsFact(Subject About, Fact Fact, StaffId? Actor, StaffId? SecondActor) : Translated;

    /// <param name="Detail">For a person who looks into it; never the text that was scanned.</param>
    public sealed record AsUnreadable(UnreadableReason Reason, string Detail) : Translated;
}
