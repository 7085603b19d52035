using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>Everything that devices report, in whatever order it is told; sorted at the end.</summary>
internal sealed class Reports(Scenario scenario)
{
    /// <summary>Of a sort key those that keep the order told: enough for a month, and the milliseconds of a month above them.</summary>
    const int OrderBits = 28;

    readonly List<Emission> _emissions = [];
    readonly List<long> _at = [];

    public void Scan(long ms, string device, ScanItem scan) => Scan(ms, device, [scan]);

    public void Scan(long ms, string device, IReadOnlyList<ScanItem> scans) => Add(ms, new ScanEmission(scenario.At(ms), device, scans));

    public void Heard(long ms, string device, IReadOnlyList<(string Beacon, int RssiDbm)> beacons) => Add(ms, new HeardEmission(scenario.At(ms), device, beacons));

    public void Seals(long ms, string device, IReadOnlyList<(string Seal, bool Open)> seals) => Add(ms, new SealsEmission(scenario.At(ms), device, seals));

    public void Temperature(long ms, string device, double celsius) => Add(ms, new TemperatureEmission(scenario.At(ms), device, celsius));

    public void Position(long ms, string device, double lat, double lon, double kmh, double heading, double accuracy) =>
        Add(ms, new PositionEmission(scenario.At(ms), device, lat, lon, kmh, heading, accuracy));

    /// <summary>By time; at the same millisecond in the order told. What a vehicle that is still on the road would say after the day's end is not part of the day.</summary>
    public IReadOnlyList<Emission> Sorted(long endsMs)
    {
        if (_at.Count >= 1 << OrderBits) throw new InvalidDataException($"{_at.Count} reports are more than a run can hold.");
        var keys = new long[_at.Count];
        for (var i = 0; i < keys.Length; i++) keys[i] = (_at[i] << OrderBits) | (uint)i;
        var sorted = _emissions.ToArray();
        Array.Sort(keys, sorted);
        var within = keys.Length;
        while (within > 0 && keys[within - 1] >> OrderBits > endsMs) within--;
        return sorted[..within];
    }

    void Add(long ms, Emission emission)
    {
        _emissions.Add(emission);
        _at.Add(ms);
    }

    /// <summary>A scan before the device's runtime has stamped it.</summary>
    public static ScanItem Of(string act) => new(0, 0, 0, act);
}
