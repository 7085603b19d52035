using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>The facts of one box, BX-0003: registered, 180 tubes packed, sealed.</summary>
static class BoxRecord
{
    public static void Write(FakeStore store)
    {
        var centre = Code.Parse<Party>("centre:CW02");
        var seal = Code.Parse<SealNumber>("ES-0003");
        Add(store, "api", 0, new Instant(0), new BoxRegistered(seal, Code.Parse<BeaconId>("BBX-0003"), centre));
        Add(store, "api", 1, new Instant(0), new BoxIssued(Code.Parse<Party>("warehouse:WH1"), centre));
        for (var i = 0; i < 180; i++)
        {
            var tube = Code.Parse<TubeSerial>($"T{i:0000000}");
            var id = Add(store, "S-CW02", 10 + i, EveningWave.At(-60 + i / 4.0), new TubePacked(tube, centre));
            store.TubeItems[tube.Value] = [new TubeItem(tube.Value, "BX-0003", EveningWave.At(-60).Microseconds, id)];
        }
        Add(store, "S-CW02", 500, EveningWave.At(5), new BoxSealed(seal, Code.Parse<MechanicalSealNumber>("M-77"), 180, centre));
    }

    /// <summary>Received two seconds after it happened, recorded a second later.</summary>
    static Guid Add(FakeStore store, string device, long seq, Instant at, Fact fact)
    {
        var received = at + TimeSpan.FromSeconds(2);
        var recorded = new Recorded(FactIds.OfDevice(device, 1, seq, 0), new Stamp(at, device, 1, seq, 0), TimeSpan.Zero, device == "api" ? null : at, received, Code.Parse<StaffId>("S-014"), null, null, fact);
        store.Add("box/BX-0003", [recorded.ToEnvelope()], (received + TimeSpan.FromSeconds(1)).Microseconds);
        return recorded.Id;
    }
}
