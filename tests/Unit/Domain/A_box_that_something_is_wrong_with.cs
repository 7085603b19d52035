using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>What a dispatcher or a laboratory's lead would read of one box, step by step.</summary>
public sealed class A_box_that_something_is_wrong_with
{
    static readonly BoxId Id = Code.Parse<BoxId>("BX-0001");
    static readonly StaffId Lead = Code.Parse<StaffId>("ST-LEAD"), Desk = Code.Parse<StaffId>("ST-DESK");
    BoxState box = BoxState.Start(Id.Value);
    int facts;

    static Party P(string text) => Code.Parse<Party>(text);
    static TubeSerial Tube(int number) => Code.Parse<TubeSerial>($"T{number:000}");
    static Instant At(double minute) => Facts.Morning + TimeSpan.FromMinutes(minute);

    void Do(double minute, Fact fact, StaffId? by = null, StaffId? and = null)
    {
        facts++;
        box = box.Apply(new Recorded(new Guid(facts, 0, 0, new byte[8]), new Stamp(At(minute), "S", 1, facts, 0), TimeSpan.Zero, null, At(minute), by, and, null, fact));
    }

    void Learn(double minute, Subject sender, long version, Summary summary) => Do(minute, new Learned(sender, version, summary));

    /// <summary>Registered, packed with two tubes, sealed at minute 10 and bound for LAB1.</summary>
    void SealAndBind(int counted = 2)
    {
        Do(0, new BoxRegistered(Code.Parse<SealNumber>("ES-1"), Code.Parse<BeaconId>("B-1"), P("centre:CW01")));
        Do(1, new TubePacked(Tube(1), P("centre:CW01")));
        Do(2, new TubePacked(Tube(2), P("centre:CW01")));
        Do(10, new BoxSealed(Code.Parse<SealNumber>("ES-1"), null, counted, P("centre:CW01")));
        Learn(10.1, new Subject(SubjectKind.Site, "CW01"), 1, new BoundSummary(Code.Parse<SiteId>("LAB1")));
    }

    void Collect(double minute, bool taken = true)
    {
        Do(minute, new HandedOver(HandoverSide.Give, P("centre:CW01"), P("vehicle:V001"), null));
        if (taken) Do(minute + 0.1, new HandedOver(HandoverSide.Take, P("centre:CW01"), P("vehicle:V001"), null));
    }

    void Unload(double minute, string laboratory, Condition condition = Condition.Intact)
    {
        Do(minute, new BoxUnloaded(Code.Parse<DockId>(laboratory + "-D1"), P("laboratory:" + laboratory), null));
        Do(minute + 1, new BoxReceived(P("laboratory:" + laboratory), null, condition));
    }

    void Empty(double minute, string laboratory, params int[] tubes)
    {
        Do(minute, new TubesRead(P("laboratory:" + laboratory), [.. tubes.Select(Tube)], TubeOutcome.Accepted, null));
        Do(minute + 1, new BoxEmptied(P("laboratory:" + laboratory)));
    }

    CauseSummary? Incident(CauseKind kind) => box.Summaries().Values.OfType<CauseSummary>().SingleOrDefault(c => c.Cause == kind);
    BoxCycle Now => box.Current!;

    /// <summary>Set down before, or brought against the order? Nobody scanned the unload, so nobody says that it is wrong.</summary>
    [Theory]
    [InlineData(55, false, false)]
    [InlineData(49, false, true)]
    [InlineData(55, true, true)]
    public void Received_without_an_unload_it_may_have_been_set_down_before_its_driver_accepted_another_laboratory(double accepted, bool unloadScanned, bool wrong)
    {
        SealAndBind();
        Collect(20);
        var vehicle = new Subject(SubjectKind.Vehicle, "V001");
        Learn(accepted, vehicle, 1, new SightingSummary(vehicle, null, []) { Bound = [new Bound(Code.Parse<SiteId>("LAB2"), At(accepted), null)] });
        if (unloadScanned) Unload(60, "LAB1");
        else Do(60, new BoxReceived(P("laboratory:LAB1"), null, Condition.Intact));
        Assert.Equal(wrong, Now.Discrepancies.Contains(Discrepancy.WrongLaboratory));
        Assert.Equal(wrong ? "LAB2" : "LAB1", Now.BoundFor!.Value.Value);
    }

    [Fact]
    public void On_a_journey_of_hours_it_is_not_unaccounted_for_while_its_vehicle_reads_it()
    {
        SealAndBind();
        Collect(20);
        var due = Custody.OverdueAt(Now.Evidence)!.Value;
        Do(142, new TimePassed(DeadlineKind.Unaccounted, due));
        Assert.Equal(BoxPlace.Unaccounted, Now.Place);
        var vehicle = new Subject(SubjectKind.Vehicle, "V001");
        Learn(143, vehicle, 1, new SightingSummary(vehicle, null, []) { HeardUntil = At(110) });
        Assert.Equal((BoxPlace.WithCarrier, At(170)), (Now.Place, Custody.OverdueAt(Now.Evidence)));
        Learn(144, vehicle, 2, new SightingSummary(vehicle, null, []) { HeardUntil = At(140) });
        Do(171, new TimePassed(DeadlineKind.Unaccounted, At(170)));
        Assert.Equal(BoxPlace.WithCarrier, Now.Place);
        Do(201, new TimePassed(DeadlineKind.Unaccounted, At(200)));
        Assert.Equal(BoxPlace.Unaccounted, Now.Place);
    }

    [Fact]
    public void At_a_wrong_laboratory_it_is_taken_into_custody_and_held_until_two_people_accept_it_there()
    {
        SealAndBind();
        Collect(20);
        Unload(50, "LAB2");
        Assert.Equal((BoxPlace.Held, HoldReason.WrongLaboratory, "laboratory:LAB2"), (Now.Place, Now.Hold, Now.Holder.Value));
        Assert.Contains(Discrepancy.WrongLaboratory, Now.Discrepancies);

        Do(55, new BoxReleased(P("laboratory:LAB2"), "accepted here"), by: Lead);
        Assert.Equal(BoxPlace.Held, Now.Place);
        Do(56, new BoxReleased(P("laboratory:LAB2"), "accepted here"), by: Lead, and: Lead);
        Assert.Equal(BoxPlace.Held, Now.Place);
        Do(57, new BoxReleased(P("laboratory:LAB2"), "accepted here"), by: Lead, and: Desk);
        Assert.Equal((BoxPlace.Received, null), (Now.Place, Now.Hold));
    }

    [Fact]
    public void From_a_wrong_laboratory_it_may_go_on_to_the_right_one_and_counts_as_unloaded_there()
    {
        SealAndBind();
        Collect(20);
        Unload(50, "LAB2");
        Do(60, new HandedOver(HandoverSide.Give, P("laboratory:LAB2"), P("vehicle:V009"), null));
        Do(60.1, new HandedOver(HandoverSide.Take, P("laboratory:LAB2"), P("vehicle:V009"), null));
        Assert.Equal((BoxPlace.WithCarrier, "vehicle:V009"), (Now.Place, Now.Holder.Value));
        Unload(80, "LAB1");
        Assert.Equal((BoxPlace.Received, At(80)), (Now.Place, Now.UnloadedAt));
        Assert.DoesNotContain(Discrepancy.WrongLaboratory, Now.Discrepancies);
    }

    [Fact]
    public void A_laboratory_that_its_driver_had_accepted_by_then_is_no_wrong_one()
    {
        SealAndBind();
        Collect(20);
        Learn(30, new Subject(SubjectKind.Vehicle, "V001"), 1, new SightingSummary(new Subject(SubjectKind.Vehicle, "V001"), null, [], [new Bound(Code.Parse<SiteId>("LAB2"), At(30), Code.Parse<OrderId>("ORD-1"))]));
        Unload(50, "LAB2");
        Assert.Equal(BoxPlace.Received, Now.Place);
    }

    [Fact]
    public void Accepted_only_after_it_was_set_down_it_was_a_wrong_one()
    {
        SealAndBind();
        Collect(20);
        Unload(50, "LAB2");
        Learn(60, new Subject(SubjectKind.Vehicle, "V001"), 1, new SightingSummary(new Subject(SubjectKind.Vehicle, "V001"), null, [], [new Bound(Code.Parse<SiteId>("LAB2"), At(59), null)]));
        Assert.Equal(BoxPlace.Held, Now.Place);
    }

    [Fact]
    public void Where_nobody_has_said_what_laboratory_is_right_none_is_called_wrong()
    {
        Do(0, new BoxRegistered(Code.Parse<SealNumber>("ES-1"), Code.Parse<BeaconId>("B-1"), P("centre:CW01")));
        Unload(50, "LAB2");
        Assert.Equal(BoxPlace.Received, Now.Place);
    }

    [Fact]
    public void Given_and_not_taken_it_is_asked_for_after_a_quarter_of_an_hour_and_no_longer_when_it_arrives()
    {
        SealAndBind();
        Collect(20, taken: false);
        Assert.Contains(new Deadline(DeadlineKind.HalfHandover, At(35)), box.Deadlines());
        Assert.Null(Incident(CauseKind.HalfHandover));

        Do(35, new TimePassed(DeadlineKind.HalfHandover, At(35)));
        Assert.Equal((true, Severity.Amber, At(20)), (Incident(CauseKind.HalfHandover)!.Present, Incident(CauseKind.HalfHandover)!.Severity, Incident(CauseKind.HalfHandover)!.Since));
        Unload(50, "LAB1");
        Assert.False(Incident(CauseKind.HalfHandover)!.Present);
        Assert.Contains(Discrepancy.HalfHandover, Now.Discrepancies);
    }

    [Fact]
    public void Taken_and_not_given_nobody_need_ask_who_has_it()
    {
        SealAndBind();
        Do(20, new HandedOver(HandoverSide.Take, P("centre:CW01"), P("vehicle:V001"), null));
        Assert.DoesNotContain(box.Deadlines(), d => d.What == DeadlineKind.HalfHandover);
        Assert.Contains(Discrepancy.HalfHandover, Now.Discrepancies);
    }

    [Fact]
    public void Miscounted_at_sealing_it_is_looked_into_from_its_arrival_until_the_bench_has_read_all_that_was_packed()
    {
        SealAndBind(counted: 3);
        Collect(20);
        Assert.Null(Incident(CauseKind.TubesDiffer));
        Unload(50, "LAB1");
        Assert.True(Incident(CauseKind.TubesDiffer)!.Present);
        Empty(60, "LAB1", 1, 2);
        Assert.Equal((false, "the bench read all 2"), (Incident(CauseKind.TubesDiffer)!.Present, Incident(CauseKind.TubesDiffer)!.Gone));
    }

    [Fact]
    public void A_tube_that_the_bench_does_not_find_stays_an_issue_when_the_box_has_long_gone_on()
    {
        SealAndBind();
        Collect(20);
        Unload(50, "LAB1");
        Empty(60, "LAB1", 1);
        Do(100, new BoxReturned(P("warehouse:WH1"), P("vehicle:V002")));
        Do(101, new BoxLookedInto(P("warehouse:WH1"), Finding.Empty));
        Do(110, new BoxDisinfected(P("warehouse:WH1"), "chlorine wipe"));
        Do(200, new BoxIssued(P("warehouse:WH1"), P("centre:CW02")));
        Assert.Equal(2, Now.Number);
        Assert.True(Incident(CauseKind.TubesDiffer)!.Present);
    }

    [Fact]
    public void A_tube_packed_into_two_boxes_flags_both_and_holds_the_later()
    {
        SealAndBind();
        var other = Code.Parse<BoxId>("BX-0002");
        Learn(11, Subject.Of(Tube(1)), 2, new TubeSeenSummary(Tube(1), [new TubeSeen(Id, At(1)), new TubeSeen(other, At(0.5))]));
        Assert.Contains(Discrepancy.TubeInTwoBoxes, Now.Discrepancies);
        Assert.True(Incident(CauseKind.TubeInTwoBoxes)!.Present);
        Collect(20);
        Unload(50, "LAB1");
        Assert.Equal((BoxPlace.Held, HoldReason.TubeInTwoBoxes), (Now.Place, Now.Hold));

        // A scan that was made earlier comes later: then the other was the later one.
        Learn(52, Subject.Of(Tube(1)), 3, new TubeSeenSummary(Tube(1), [new TubeSeen(Id, At(0.2)), new TubeSeen(other, At(0.5))]));
        Assert.Equal(BoxPlace.Received, Now.Place);
        Assert.Contains(Discrepancy.TubeInTwoBoxes, Now.Discrepancies);
        Assert.Null(Incident(CauseKind.TubeInTwoBoxes));
    }

    [Fact]
    public void Returned_with_something_in_it_it_is_held_at_the_warehouse_and_red()
    {
        SealAndBind();
        Collect(20);
        Unload(50, "LAB1");
        Empty(60, "LAB1", 1);
        Do(100, new BoxReturned(P("warehouse:WH1"), P("vehicle:V002")));
        Do(101, new BoxLookedInto(P("warehouse:WH1"), Finding.NotEmpty));
        Assert.Equal((BoxPlace.Held, HoldReason.NotEmpty, "warehouse:WH1"), (Now.Place, Now.Hold, Now.Holder.Value));
        Assert.Equal((true, Severity.Red), (Incident(CauseKind.NotEmpty)!.Present, Incident(CauseKind.NotEmpty)!.Severity));
    }

    [Fact]
    public void Found_faulty_it_says_which_part_until_somebody_finds_it_mended()
    {
        string? Fault() => ViewJson.Read<BoxView>(Views.Of(box)).Fault;
        SealAndBind();
        Do(100, new BoxReturned(P("warehouse:WH1"), P("vehicle:V002")));
        Do(101, new BoxLookedInto(P("warehouse:WH1"), Finding.Faulty, "lid"));
        Assert.Equal((BoxPlace.WarehouseFaulty, "lid"), (Now.Place, Fault()));
        Do(130, new BoxLookedInto(P("warehouse:WH1"), Finding.Empty));
        Assert.Equal((BoxPlace.WarehouseDisinfecting, null), (Now.Place, Fault()));
    }

    [Fact]
    public void Read_open_once_and_found_intact_it_is_no_issue_and_the_reading_stays()
    {
        SealAndBind();
        Collect(20);
        Hear(1, At(25), 1);
        Assert.Equal((true, Severity.Amber), (Incident(CauseKind.SealOpened)!.Present, Incident(CauseKind.SealOpened)!.Severity));
        Do(30, new SealInspected(true, null), by: Desk);
        Assert.False(Incident(CauseKind.SealOpened)!.Present);
        Assert.Equal(SealState.OpenOnce, Now.SealState);

        Hear(2, At(25), 2);
        Assert.Equal((true, Severity.Red), (Incident(CauseKind.SealOpened)!.Present, Incident(CauseKind.SealOpened)!.Severity));
    }

    [Fact]
    public void Lost_and_written_off_by_two_it_is_found_again_by_any_scan()
    {
        SealAndBind();
        Collect(20);
        Do(140.1, new TimePassed(DeadlineKind.Unaccounted, At(140.1)));
        Assert.Equal(BoxPlace.Unaccounted, Now.Place);
        Do(300, new BoxWrittenOff("never found"), by: Lead);
        Assert.Equal(BoxPlace.Unaccounted, Now.Place);
        Do(301, new BoxWrittenOff("never found"), by: Lead, and: Desk);
        Assert.Equal(BoxPlace.WrittenOff, Now.Place);
        Unload(400, "LAB1");
        Assert.Equal(BoxPlace.Received, Now.Place);
    }

    [Fact]
    public void Two_people_correct_who_has_it_until_it_is_scanned_again()
    {
        SealAndBind();
        Collect(20);
        Do(30, new CustodyCorrected(P("centre:CW01"), "it still stands here"), by: Lead, and: Desk);
        Assert.Equal((BoxPlace.CentreSealed, "centre:CW01"), (Now.Place, Now.Holder.Value));
        Unload(50, "LAB1");
        Assert.Equal((BoxPlace.Received, "laboratory:LAB1"), (Now.Place, Now.Holder.Value));
    }

    void Hear(long version, Instant at, int count) => Learn(40, new Subject(SubjectKind.Vehicle, "V001"), version, new SightingSummary(
        new Subject(SubjectKind.Vehicle, "V001"), null, [new OpenSeal(Subject.Of(Id), Code.Parse<SealNumber>("ES-1"), at, at, count)]));
}
