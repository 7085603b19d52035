using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators;
using SpecimenLogistics.Simulators.Runs;

namespace SpecimenLogistics.Unit.Simulators;

/// <summary>A day small enough to read: one centre, one laboratory, one box, some vehicles that send a fix every ten seconds.</summary>
internal static class TinyDay
{
    public static readonly DateTimeOffset Starts = new(2020, 9, 6, 10, 0, 0, TimeSpan.Zero);

    public static Day Make(int seed = 1, int minutes = 120, int vehicles = 5)
    {
        var ends = Starts.AddMinutes(minutes);
        var devices = Enumerable.Range(1, vehicles).Select(n => new DeviceSetup($"V{n:000}", "vehicles", $"secret-{n}", $"vehicle:V{n:000}"))
            .Append(new DeviceSetup("S-CW01", "scanners", "secret-s", "centre:CW01"))
            .Append(new DeviceSetup("LAB1-D1", "docks", "secret-d", "dock:LAB1-D1")).ToList();
        var emissions = Fixes(vehicles, minutes).Concat(Scans(minutes)).OrderBy(e => e.At).ToList();
        var closed = Starts.AddMinutes(minutes / 2.0);
        var unloaded = Starts.AddMinutes(minutes * 0.75);
        var setup = new Setup(
            "tiny", seed, new DateOnly(2020, 9, 6), "Asia/Hong_Kong", Starts, ends,
            [
                new SiteSetup("CW01", "Centre one", "中心一", "Central", 22.28, 114.15, 60, "centre", "BE-CW01", "LAB1", 90, [new SessionSetup(1, new TimeOnly(18, 0), new TimeOnly(19, 0))], [], 100),
                new SiteSetup("LAB1", "Laboratory one", "化驗所一", "Sha Tin", 22.38, 114.2, 80, "laboratory", "BE-LAB1", null, null, [], ["LAB1-D1"], 0),
            ],
            [.. Enumerable.Range(1, vehicles).Select(n => new VehicleSetup($"V{n:000}", $"BE-V{n:000}"))],
            [new BoxSetup("BX-0001", "ES-0001", "BE-BX-0001", "centre:CW01")], devices,
            [new TripSetup("T001", "V001", "specimen", [new StopSetup("CW01", closed, "collect", 1), new StopSetup("LAB1", unloaded, "unload", 1)])]);
        return new Day(setup, emissions, new Truth(
            ["box|BX-0001|1|at-dock|laboratory:LAB1|ES-0001|closed|2|0|abc|-", "delivery|2020-09-06/CW01/1|unloaded|yes|BX-0001", "visits|V001|CW01,LAB1"],
            [new TrueDelivery("2020-09-06/CW01/1", "CW01", 1, "LAB1", closed, unloaded, closed.AddMinutes(90), ["BX-0001"])],
            [new TrueUnload("LAB1-D1", "LAB1", "V001", unloaded.AddMinutes(-2), unloaded.AddSeconds(-30), unloaded, ["BX-0001"], [])],
            new HashSet<string>(), new HashSet<string>(), new Dictionary<string, int>(), 2, 0, 0));
    }

    static IEnumerable<Emission> Fixes(int vehicles, int minutes) =>
        from vehicle in Enumerable.Range(1, vehicles)
        from n in Enumerable.Range(0, minutes * 6 - 12)
        select new PositionEmission(Starts.AddSeconds(n * 10 + vehicle), $"V{vehicle:000}", 22.3 + n * 1e-4, 114.1, 40, 90, 8);

    static IEnumerable<Emission> Scans(int minutes)
    {
        for (var n = 0; n < minutes - 2; n++)
            yield return new ScanEmission(Starts.AddMinutes(n).AddMilliseconds(123), "S-CW01",
                [Scan(Act.Pack) with { Box = "BX-0001", Tube = $"T{n:0000}" }, Scan(Act.Pack) with { Box = "BX-0001", Tube = $"U{n:0000}" }]);
        yield return new HeardEmission(Starts.AddMinutes(minutes * 0.75), "LAB1-D1", [("BE-V001", -60), ("BE-BX-0001", -70)]);
        yield return new SealsEmission(Starts.AddMinutes(minutes * 0.7), "V001", [("ES-0001", false)]);
    }

    static ScanItem Scan(string act) => new(0, 0, 0, act) { Staff = "P-1" };

    public static Answers AnswersOf(Truth truth) => new(
        truth.CanonicalLines, CanonicalState.Hash(truth.CanonicalLines),
        [.. truth.Deliveries.Select(d => new SaidDelivery(d.Id, d.Closed, d.Unloaded))],
        [.. truth.Unloads.Select(u => new SaidUnload(u.Dock, u.Vehicle, u.From, u.To, (u.To - u.From).TotalSeconds, (u.From - u.GateArrival).TotalSeconds, u.Boxes))],
        true, [], new Dictionary<string, IReadOnlyList<(DateTimeOffset, bool)>>(), 0, 0, "root", new ServerStatus(0, 0, 0, 0, 10, 20, 0, 0, 0, 0, 0, 0, 0));
}
