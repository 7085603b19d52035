using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>One incident from its being raised to its end, minute by minute.</summary>
public sealed class An_incident
{
    static readonly StaffId Anna = Code.Parse<StaffId>("P-1"), Ben = Code.Parse<StaffId>("P-2");
    static readonly Subject Box = new(SubjectKind.Box, "BX-0001");

    IncidentState state = IncidentState.Start("seal-opened:BX-0001");
    int facts;

    [Fact]
    public void that_is_red_and_unanswered_goes_to_the_next_person_every_two_minutes()
    {
        Cause(0, Severity.Red);
        Assert.Equal((IncidentStatus.Open, 0, At(2)), (state.Life.Status, state.Life.Step, state.Life.Next!.DueAt));
        Pass();
        Assert.Equal((1, At(4)), (state.Life.Step, state.Life.Next!.DueAt));
        for (var i = 0; i < IncidentLife.MostSteps - 1; i++) Pass();
        Assert.Equal((IncidentLife.MostSteps, null), (state.Life.Step, state.Life.Next));
    }

    [Fact]
    public void that_is_amber_waits_and_its_minutes_begin_when_it_turns_red()
    {
        Cause(0, Severity.Amber);
        Assert.Empty(state.Deadlines());
        Cause(7, Severity.Red);
        Assert.Equal(At(9), Assert.Single(state.Deadlines()).DueAt);
    }

    [Fact]
    public void that_is_acknowledged_has_an_owner_and_goes_no_further()
    {
        Cause(0, Severity.Red);
        Pass();
        Act(3, IncidentAct.Acknowledge, Ben, Ben);
        Assert.Equal((IncidentStatus.Acknowledged, Ben, 0), (state.Life.Status, state.Life.Owner, state.Life.Step));
        Act(5, IncidentAct.Assign, Ben, Anna);
        Assert.Equal(Anna, state.Life.Owner);
    }

    [Fact]
    public void whose_owner_is_not_heard_of_for_fifteen_minutes_is_given_back_and_begins_anew()
    {
        Cause(0, Severity.Red);
        Act(1, IncidentAct.Acknowledge, Anna, Anna);
        Act(10, IncidentAct.Seen, Anna, null);
        Assert.Equal(new Deadline(DeadlineKind.OwnerGone, At(25)), state.Life.Next);
        Pass();
        Assert.Equal((IncidentStatus.Open, null, At(25), At(27)), (state.Life.Status, state.Life.Owner, state.Life.NobodySince, state.Life.Next!.DueAt));
        Act(26, IncidentAct.Acknowledge, Ben, Ben);
        Assert.Equal(Ben, state.Life.Owner);
    }

    [Fact]
    public void whose_cause_vanished_is_withdrawn_with_the_reason_and_comes_back_open()
    {
        Cause(0, Severity.Red);
        Act(1, IncidentAct.Acknowledge, Anna, Anna);
        Cause(5, Severity.Red, gone: "inspected: closed");
        Assert.Equal((IncidentStatus.Withdrawn, "inspected: closed", At(5)), (state.Life.Status, state.Life.Episode!.Gone, state.Life.Episode.Ended));
        Cause(9, Severity.Red);
        Assert.Equal((IncidentStatus.Open, null, At(9)), (state.Life.Status, state.Life.Owner, state.Life.Episode!.Begun));
    }

    [Fact]
    public void that_is_resolved_stays_so_while_its_cause_stands()
    {
        Cause(0, Severity.Red);
        Act(4, IncidentAct.Resolve, Anna, null);
        Cause(6, Severity.Red);
        Assert.Equal((IncidentStatus.Resolved, 0), (state.Life.Status, state.Deadlines().Count));
    }

    void Cause(int minute, Severity severity, string? gone = null) => Apply(minute, null, new Learned(
        Box, ++facts, new CauseSummary(CauseKind.SealOpened, severity, gone is null, Box, At(minute), [], gone)));

    void Act(int minute, IncidentAct act, StaffId by, StaffId? owner) => Apply(minute, by, new IncidentActed(act, owner, null));

    void Pass() => Apply(0, null, new TimePassed(state.Life.Next!.What, state.Life.Next.DueAt));

    void Apply(int minute, StaffId? by, Fact fact) => state = state.Apply(new Recorded(
        FactIds.Named($"test\n{++facts}"), new Stamp(At(minute), "", 0, 0, 0), TimeSpan.Zero, null, At(minute), by, null, null, fact));

    static Instant At(int minute) => Facts.Morning + TimeSpan.FromMinutes(minute);
}
