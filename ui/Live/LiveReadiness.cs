using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ui;

/// <summary>A page is shown what the store last said: without that this process has nothing to show.</summary>
sealed class LiveReadiness(LiveState live) : IReadiness
{
    public string? WhyNot => live.Fresh ? null : "the views are being read, or the store does not answer";
}
