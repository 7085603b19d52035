using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Unit.Ingest;

/// <summary>Places of phones, each kept once.</summary>
sealed class FakeSpares : ISpareTrack
{
    public List<SparePosition> Kept { get; } = [];

    public Task<bool> Keep(SparePosition position, CancellationToken cancel)
    {
        if (Kept.Any(k => k.Device == position.Device && k.TstSeconds == position.TstSeconds && k.Digest.AsSpan().SequenceEqual(position.Digest))) return Task.FromResult(false);
        Kept.Add(position);
        return Task.FromResult(true);
    }
}
