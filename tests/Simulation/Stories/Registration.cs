using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Simulation;

/// <summary>What is there before the evening: one centre, one laboratory, a vehicle, three boxes, and their devices.</summary>
static class Registration
{
    public static IEnumerable<(Subject About, FactEnvelope Fact)> All()
    {
        yield return Of("programme/programme", new ProgrammeSet("Simulation", "Asia/Hong_Kong", true, null, null, null));
        yield return Of("site/CW01", Site(SiteRole.Centre, "BC1", Code.Parse<SiteId>("LAB1"), []));
        yield return Of("site/LAB1", Site(SiteRole.Laboratory, "BL1", null, [Code.Parse<DockId>("LAB1-D1")]));
        yield return Of("dock/LAB1-D1", new DockRegistered(Code.Parse<SiteId>("LAB1"), 1));
        yield return Of("vehicle/V001", new VehicleRegistered(Code.Parse<BeaconId>("BV1")));
        foreach (var box in Story.Boxes)
            yield return Of($"box/{box}", new BoxRegistered(Code.Parse<SealNumber>("ES-" + box), Code.Parse<BeaconId>("B-" + box), Code.Parse<Party>("centre:CW01")));
        yield return Device(Story.Centre, DeviceClass.Scanner, "centre:CW01");
        yield return Device(Story.Handheld, DeviceClass.Scanner, "vehicle:V001");
        yield return Device(Story.Dock, DeviceClass.Scanner, "laboratory:LAB1");
        yield return Device(Story.Vehicle, DeviceClass.Vehicle, "vehicle:V001");
    }

    static SiteRegistered Site(SiteRole role, string beacon, SiteId? laboratory, IReadOnlyList<DockId> docks) =>
        new("Hall", "會堂", "CW", 22.3, 114.1, 200, role, Code.Parse<BeaconId>(beacon), laboratory, laboratory is null ? null : 90, [], docks, 100);

    static (Subject, FactEnvelope) Device(string id, DeviceClass what, string place) => Of($"device/{id}", new DeviceRegistered(what, "", "", place));

    static (Subject, FactEnvelope) Of(string subject, Fact fact) =>
        (Code.Parse<Subject>(subject), new Recorded(FactIds.Named($"api\n{subject}"), new Stamp(new Instant(0), "api", 0, 0, 0), TimeSpan.Zero, null, new Instant(0), null, null, null, fact).ToEnvelope());
}
