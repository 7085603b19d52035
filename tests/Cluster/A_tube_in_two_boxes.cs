using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Cluster;

/// <summary>From the scans of one box through the index to the others that name the same tube.</summary>
public sealed class A_tube_in_two_boxes
{
    static readonly Instant Noon = new(1_599_350_400_000_000);
    static readonly Party Centre = Code.Parse<Party>("centre:CW01"), Vehicle = Code.Parse<Party>("vehicle:V001");
    static readonly TubeSerial Tube = Code.Parse<TubeSerial>("8KXRA41PM0");

    [Fact(Timeout = 60_000)]
    public async Task is_in_one_when_it_was_taken_out_of_the_other_and_in_two_when_a_carried_list_names_it_too()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var silo = await OneSilo.Start(OneSilo.NewFolder(), loops: true);
        foreach (var box in new[] { "BX-0001", "BX-0002", "BX-0003" }) await Say(silo, box, 0, new BoxRegistered(Code.Parse<SealNumber>("ES-" + box[3..]), Code.Parse<BeaconId>("B-" + box), Centre));
        await Say(silo, "BX-0001", 1, new TubePacked(Tube, Centre));
        await Say(silo, "BX-0002", 3, new TubePacked(Tube, Centre));
        await Until(silo, "BX-0002", true, cancel);
        // Heard of late, as from a phone that had no network.
        await Say(silo, "BX-0001", 2, new TubeUnpacked(Tube, Centre));
        await Until(silo, "BX-0002", false, cancel);
        await Until(silo, "BX-0001", false, cancel);

        await Say(silo, "BX-0003", 9, new ContentsCarried(Code.Parse<SealNumber>("ES-0003"), null, 1, [Tube], Centre, null, Noon + TimeSpan.FromMinutes(5), Code.Parse<DeviceId>("PH-1"), Vehicle));
        await Until(silo, "BX-0003", true, cancel);
        await Until(silo, "BX-0002", true, cancel);
        await Until(silo, "BX-0001", false, cancel);
    }

    static async Task Say(OneSilo silo, string box, int minute, Fact fact)
    {
        var at = Noon + TimeSpan.FromMinutes(minute);
        var recorded = new Recorded(FactIds.Named($"{box}\n{minute}"), new Stamp(at, "S-1", 1, minute, 0), TimeSpan.Zero, null, at, null, null, null, fact);
        await silo.Grains.GetGrain(new Subject(SubjectKind.Box, box)).Record(new FactBatch([recorded.ToEnvelope()]));
    }

    /// <summary>Asks until it is so; the test's own time limit is the deadline.</summary>
    static async Task Until(OneSilo silo, string box, bool inTwo, CancellationToken cancel)
    {
        while (ViewJson.Read<BoxView>((await silo.Grains.GetGrain(new Subject(SubjectKind.Box, box)).Read()).View).Discrepancies.Contains(Discrepancy.TubeInTwoBoxes) != inTwo)
            await Task.Delay(20, cancel);
    }
}
