using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ingest;
using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Unit.Ingest;

public sealed class ScanTableTests
{
    static ScanItem Scan(string act) => new(1, 1, 1, act) { Box = "BX-0001", Seal = "ES-1", Staff = "P1" };
    static DevicePlace At(string place) => DevicePlace.Of(place, new OneLaboratory());
    static Fact FactOf(ScanItem scan, string place) => Assert.IsType<Translated.AsFact>(ScanTable.Translate(scan, At(place))).Fact;
    static UnreadableReason ReasonOf(ScanItem scan, string place) => Assert.IsType<Translated.AsUnreadable>(ScanTable.Translate(scan, At(place))).Reason;

    static T C<T>(string code) where T : struct, ICode<T> => Code.Parse<T>(code);

    [Fact]
    public void A_giver_names_the_receiver_and_a_taker_the_giver()
    {
        var given = FactOf(Scan(Act.Give) with { Party = "vehicle:V001" }, "centre:CW01");
        var taken = FactOf(Scan(Act.Take) with { Party = "centre:CW01", Seal = null }, "vehicle:V001");
        Assert.Equal(new HandedOver(HandoverSide.Give, C<Party>("centre:CW01"), C<Party>("vehicle:V001"), C<SealNumber>("ES-1")), given);
        Assert.Equal(new HandedOver(HandoverSide.Take, C<Party>("centre:CW01"), C<Party>("vehicle:V001"), null), taken);
    }

    [Fact]
    public void A_dock_unloads_for_its_laboratory() =>
        Assert.Equal(new BoxUnloaded(C<DockId>("LAB1-D1"), C<Party>("laboratory:LAB1"), C<SealNumber>("ES-1")), FactOf(Scan(Act.Unload), "dock:LAB1-D1"));

    [Fact]
    public void A_scanner_of_the_laboratory_says_at_which_of_its_docks_it_is() =>
        Assert.Equal(new BoxUnloaded(C<DockId>("LAB1-D1"), C<Party>("laboratory:LAB1"), C<SealNumber>("ES-1")), FactOf(Scan(Act.Unload) with { Dock = "LAB1-D1" }, "laboratory:LAB1"));

    [Theory]
    [InlineData("LAB2-D1", "laboratory:LAB1", UnreadableReason.WrongPlace)]
    [InlineData("LAB1-D1", "centre:CW01", UnreadableReason.WrongPlace)]
    [InlineData("no code", "laboratory:LAB1", UnreadableReason.NotOurCode)]
    public void And_at_no_other(string dock, string place, UnreadableReason reason) =>
        Assert.Equal(reason, ReasonOf(Scan(Act.Unload) with { Dock = dock }, place));

    [Theory]
    [InlineData(Act.Pack, "vehicle:V001")]
    [InlineData(Act.Unload, "laboratory:LAB1")]
    [InlineData(Act.Unload, "dock:NOWHERE")]
    [InlineData(Act.Receive, "centre:CW01")]
    [InlineData(Act.Empty, "warehouse:WH1")]
    [InlineData(Act.Disinfect, "laboratory:LAB1")]
    [InlineData(Act.Issue, "centre:CW01")]
    [InlineData(Act.Arrive, "centre:CW01")]
    [InlineData(Act.Kits, "vehicle:V001")]
    [InlineData(Act.Give, "box:BX-0001")]
    [InlineData(Act.Give, "nonsense")]
    public void An_act_needs_its_place(string act, string place) =>
        Assert.Equal(UnreadableReason.WrongPlace, ReasonOf(Full(act), place));

    [Theory]
    [InlineData(Act.Pack, "centre:CW01", "tube")]
    [InlineData(Act.Seal, "centre:CW01", "count")]
    [InlineData(Act.Seal, "centre:CW01", "seal")]
    [InlineData(Act.Reopen, "centre:CW01", "reason")]
    [InlineData(Act.CloseSession, "centre:CW01", "session")]
    [InlineData(Act.CloseSession, "centre:CW01", "boxes")]
    [InlineData(Act.Give, "centre:CW01", "party")]
    [InlineData(Act.Arrive, "vehicle:V001", "party")]
    [InlineData(Act.Unload, "dock:LAB1-D1", "box")]
    [InlineData(Act.Receive, "laboratory:LAB1", "outcome")]
    [InlineData(Act.Bench, "laboratory:LAB1", "tubes")]
    [InlineData(Act.Look, "warehouse:WH1", "outcome")]
    [InlineData(Act.Return, "warehouse:WH1", "party")]
    [InlineData(Act.Kits, "centre:CW01", "count")]
    [InlineData(Act.Hold, "laboratory:LAB1", "reason")]
    [InlineData(Act.Release, "laboratory:LAB1", "reason")]
    [InlineData(Act.Inspect, "vehicle:V001", "outcome")]
    [InlineData(Act.JoinBeacon, "centre:CW01", "beacon")]
    public void An_act_needs_its_fields(string act, string place, string field)
    {
        Assert.IsType<Translated.AsFact>(ScanTable.Translate(Full(act), At(place)));
        Assert.Equal(UnreadableReason.MissingField, ReasonOf(Without(Full(act), field), place));
    }

    [Fact]
    public void A_badge_that_nobody_scanned_does_not_lose_the_handover() =>
        Assert.IsType<Translated.AsFact>(ScanTable.Translate(Full(Act.Give) with { Staff = null }, At("centre:CW01")));

    [Theory]
    [InlineData("A123456(7)")]
    [InlineData("")]
    [InlineData("a code that is much longer than any of ours is")]
    public void A_code_that_is_not_ours_is_set_aside_and_not_kept(string text)
    {
        var scan = Full(Act.Pack) with { Tube = text };
        Assert.Equal(UnreadableReason.NotOurCode, ReasonOf(scan, "centre:CW01"));
        var kept = Redacted.Scan(scan);
        Assert.StartsWith($"not ours: {text.Length} characters", kept.Tube);
        Assert.Equal("BX-0001", kept.Box);
    }

    /// <summary>A reason is free text, and an act is one of ours before this is asked.</summary>
    [Fact]
    public void No_field_of_a_scan_keeps_text_that_is_not_ours()
    {
        const string person = "CHAN A123456(7)";
        foreach (var field in typeof(ScanItem).GetProperties().Where(p => p.PropertyType == typeof(string) && p.Name is not ("Act" or "Reason")))
        {
            var scan = Scan(Act.Pack);
            field.SetValue(scan, person);
            Assert.DoesNotContain(person, (string?)field.GetValue(Redacted.Scan(scan)));
        }
    }

    [Fact]
    public void A_centre_closes_no_other_centres_session() =>
        Assert.Equal(UnreadableReason.WrongPlace, ReasonOf(Full(Act.CloseSession), "centre:CW02"));

    [Fact]
    public void What_is_not_plainly_accepted_needs_a_reason() =>
        Assert.Equal(UnreadableReason.MissingField, ReasonOf(Full(Act.Bench) with { Outcome = "rejected", Reason = null }, "laboratory:LAB1"));

    [Fact]
    public void Every_act_of_the_protocol_has_its_row()
    {
        string[] places = ["centre:CW01", "vehicle:V001", "dock:LAB1-D1", "laboratory:LAB1", "warehouse:WH1"];
        foreach (var act in Act.All) Assert.Contains(places, place => ScanTable.Translate(Full(act), At(place)) is Translated.AsFact);
    }

    static ScanItem Full(string act) => Scan(act) with
    {
        Tube = "T1", Tubes = ["T1", "T2"], MechanicalSeal = "MS-1", Beacon = "B-2", Instruction = "ORD-1.V001", Session = "2020-09-06/CW01/1", Boxes = [new("BX-0001", 2)], Count = 2, Reason = "why", Phone = "PH-1", SealedBy = "P2", SealedAt = 1_599_364_000_000,
        Party = act switch { Act.Arrive or Act.Issue or Act.Take or Act.Carry => "centre:CW01", _ => "vehicle:V001" },
        Outcome = act switch { Act.Receive or Act.Inspect => "intact", Act.Bench => "accepted", Act.Look => "empty", Act.Trouble => "breakdown", _ => "chlorine" },
    };

    static ScanItem Without(ScanItem scan, string field) => field switch
    {
        "tube" => scan with { Tube = null },
        "beacon" => scan with { Beacon = null },
        "count" => scan with { Count = null },
        "seal" => scan with { Seal = null },
        "reason" => scan with { Reason = null },
        "session" => scan with { Session = null },
        "boxes" => scan with { Boxes = null },
        "party" => scan with { Party = null },
        "box" => scan with { Box = null },
        "outcome" => scan with { Outcome = null },
        "tubes" => scan with { Tubes = null },
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };
}
