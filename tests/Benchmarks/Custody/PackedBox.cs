using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Benchmarks.Custody;

/// <summary>What a packer's scanner tells of one box: it stands here, and then tube after tube goes into it.</summary>
static class PackedBox
{
    static readonly Instant Morning = Instant.From(new DateTimeOffset(2020, 9, 6, 1, 0, 0, TimeSpan.Zero));
    static readonly Party Centre = Code.Parse<Party>("centre:CW01");

    public static IEnumerable<FactEnvelope> Facts(Subject box, int tubes)
    {
        yield return Fact(box, 0, new BoxRegistered(Code.Parse<SealNumber>($"ES-{box.Id}"), Code.Parse<BeaconId>($"B-{box.Id}"), Centre));
        for (var n = 1; n <= tubes; n++) yield return Fact(box, n, new TubePacked(Code.Parse<TubeSerial>($"{box.Id}-{n:D4}"), Centre));
    }

    static FactEnvelope Fact(Subject box, int n, Fact fact)
    {
        var at = Morning + TimeSpan.FromSeconds(n);
        return new Recorded(FactIds.Named($"{box}\n{n}"), new Stamp(at, "S-CW01-1", 7, n, 0), TimeSpan.Zero, at, at, null, null, null, fact).ToEnvelope();
    }
}
