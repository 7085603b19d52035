using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>Laboratory LAB1 and two boxes with tubes that were unloaded there: BX-0001 with T1 to T4, BX-0002 with T5 and T6.</summary>
static class BenchBoxes
{
    public static readonly Instant Noon = Instant.From(new DateTimeOffset(2020, 9, 6, 4, 0, 0, TimeSpan.Zero));
    static readonly Party Centre = Code.Parse<Party>("centre:CW01"), Lab = Code.Parse<Party>("laboratory:LAB1");

    public static void Fill(FakeStore store)
    {
        store.Put("site", "LAB1", ViewJson.Write(new SiteView(
            Code.Parse<SiteId>("LAB1"), "Lab", "化驗所", "CW", 22.3, 114.1, 150, SiteRole.Laboratory, null, null, null, [], [], new AccountView(0, 0, 0, 0), [], 0, 0)), 0);
        Box(store, "BX-0001", "T1", "T2", "T3", "T4");
        Box(store, "BX-0002", "T5", "T6");
    }

    static void Box(FakeStore store, string id, params string[] tubes)
    {
        Fact[] facts =
        [
            new BoxRegistered(Code.Parse<SealNumber>("ES-" + id), Code.Parse<BeaconId>("B-" + id), Centre), .. tubes.Select(t => new TubePacked(Code.Parse<TubeSerial>(t), Centre)),
            new BoxUnloaded(Code.Parse<DockId>("LAB1-D1"), Lab, null), new BoxReceived(Lab, null, Condition.Intact),
        ];
        var recorded = facts.Select((f, i) => new Recorded(
            FactIds.Named($"{id}\n{i}"), new Stamp(i == 0 ? new Instant(0) : Noon + TimeSpan.FromMinutes(i), "S", 1, i, 0), TimeSpan.Zero, null, Noon, null, null, null, f)).ToList();
        foreach (var one in recorded)
            if (one.Fact is TubePacked packed) store.TubeItems[packed.Tube.Value] = [new TubeItem(packed.Tube.Value, id, one.Stamp.OccurredAt.Microseconds, one.Id)];
        store.Add($"box/{id}", [.. recorded.Select(r => r.ToEnvelope())], Noon.Microseconds);
        store.Put("box", id, Views.Of(recorded.Aggregate(BoxState.Start(id), (s, r) => s.Apply(r))), 0);
    }
}
