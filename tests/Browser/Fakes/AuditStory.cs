using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>
/// BX-0420 from the warehouse to the bench: 200 tubes by two scanners, 31 of them reaching the server nine minutes late, a seal number
/// typed wrong and corrected by two people.
/// </summary>
static class AuditStory
{
    public const string Stream = "box/BX-0420";
    public static readonly DateTimeOffset Now = new(2020, 9, 6, 14, 18, 0, TimeSpan.Zero);
    static readonly Party Warehouse = Code.Parse<Party>("warehouse:WH1"), Centre = Code.Parse<Party>("centre:EA02"), Lab = Code.Parse<Party>("laboratory:LAB4");
    static readonly SealNumber Seal = Code.Parse<SealNumber>("ES-60933");

    public static void Fill(FakeStore store)
    {
        store.Put("programme", "programme", ViewJson.Write(new ProgrammeView("Evening", "Asia/Hong_Kong", true, "day148", 1, new DateOnly(2020, 9, 6))), 0);
        var recorded = Facts().ToList();
        foreach (var (fact, late) in recorded)
        {
            store.Add(Stream, [fact.ToEnvelope()], (fact.Stamp.OccurredAt + late).Microseconds);
            if (fact.Fact is TubePacked packed) store.TubeItems[packed.Tube.Value] = [new TubeItem(packed.Tube.Value, "BX-0420", fact.Stamp.OccurredAt.Microseconds, fact.Id)];
        }
        store.Put("box", "BX-0420", Views.Of(recorded.Aggregate(BoxState.Start("BX-0420"), (s, r) => s.Apply(r.Fact))), 0);
    }

    static IEnumerable<(Recorded Fact, TimeSpan Late)> Facts()
    {
        var (v140, v031) = (Code.Parse<Party>("vehicle:V140"), Code.Parse<Party>("vehicle:V031"));
        yield return Fact("api", 1, null, new BoxRegistered(Seal, Code.Parse<BeaconId>("B-0420"), Warehouse), "registry");
        yield return Fact("06:12:40", 2, "S-2210", new BoxIssued(Warehouse, Centre), "WH1-3");
        yield return Fact("06:31:05", 3, "S-2051", new HandedOver(HandoverSide.Take, Warehouse, v140, null), "V140", 2);
        yield return Fact("07:24:18", 4, "S-4402", new HandedOver(HandoverSide.Take, v140, Centre, null), "EA02-1");
        for (var i = 0; i < 200; i++)
            yield return Fact(At("16:41:02") + TimeSpan.FromSeconds(37.6 * i), 10 + i, i % 2 == 0 ? "S-4471" : "S-4480", new TubePacked(Code.Parse<TubeSerial>($"T{i:0000000}"), Centre), i % 2 == 0 ? "EA02-1" : "EA02-2", i is >= 90 and < 121 ? 540 : 1);
        var wrong = Fact("18:49:10", 300, "S-4471", new BoxSealed(Seal, Code.Parse<MechanicalSealNumber>("118240"), 200, Centre), "EA02-1");
        yield return wrong;
        var right = Fact("20:01:33", 301, "S-4471", new BoxSealed(Seal, Code.Parse<MechanicalSealNumber>("118204"), 200, Centre), "EA02-1");
        yield return (right.Fact with { Corrects = wrong.Fact.Id, SecondActor = Code.Parse<StaffId>("S-4480") }, right.Late);
        yield return Fact("20:17:12", 302, "S-4471", new HandedOver(HandoverSide.Give, Centre, v031, Seal), "EA02-1");
        yield return Fact("20:17:40", 303, "S-2093", new HandedOver(HandoverSide.Take, Centre, v031, Seal), "V031");
        yield return Fact("20:39:31", 304, "S-3312", new BoxUnloaded(Code.Parse<DockId>("LAB4-D1"), Lab, Seal), "LAB4-D1");
        yield return Fact("20:39:58", 305, "S-3312", new BoxReceived(Lab, Seal, Condition.Intact), "LAB4-D1");
        yield return Fact("21:03:10", 306, "S-3307", new TubesRead(Lab, [.. Enumerable.Range(0, 197).Select(i => Code.Parse<TubeSerial>($"T{i:0000000}"))], TubeOutcome.Accepted, null), "LAB4-B3");
        yield return Fact("21:14:55", 307, "S-3307", new BoxEmptied(Lab), "LAB4-B3");
    }

    static (Recorded Fact, TimeSpan Late) Fact(string at, long seq, string? actor, Fact fact, string device, double late = 1) => Fact(at == "api" ? new Instant(0) : At(at), seq, actor, fact, device, late);

    static (Recorded Fact, TimeSpan Late) Fact(Instant at, long seq, string? actor, Fact fact, string device, double late) => (
        new Recorded(
            FactIds.OfDevice(device, 1, seq, 0), new Stamp(at, device, 1, seq, 0), TimeSpan.Zero, at, at.Microseconds == 0 ? At("06:00:00") : at + TimeSpan.FromSeconds(late * 0.9),
            actor is null ? null : Code.Parse<StaffId>(actor), null, null, fact),
        at.Microseconds == 0 ? At("06:00:00") - at : TimeSpan.FromSeconds(late));

    /// <summary>A time of the day in Hong Kong.</summary>
    static Instant At(string time) => Instant.From(new DateTimeOffset(new DateOnly(2020, 9, 6), TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8)));
}
