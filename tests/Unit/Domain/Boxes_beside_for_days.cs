using CsCheck;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>What is at a vehicle's side is told from what was heard since, and is what looking at everything says.</summary>
public sealed class Boxes_beside_for_days
{
    static readonly Party Mine = Code.Parse<Party>("vehicle:V001"), Other = Code.Parse<Party>("vehicle:V002"), Centre = Code.Parse<Party>("centre:CW01");

    static Instant At(int minute) => Facts.Morning + TimeSpan.FromMinutes(minute);
    static BoxId Box(int n) => Code.Parse<BoxId>($"BX-000{n}");

    static BoxSummary Scanned(int box, Party holder, int minute) => new(Box(box), [new CycleSummary(
        1, BoxPlace.WithCarrier, Centre, 7, 0, At(-10), At(0), Mine, null, null, null, null, null, [new Span(Centre, At(-60), false), new Span(holder, At(minute), false)], [], TimeSpan.Zero)]);

    /// <summary>0: the vehicle is told that it has a box, 1: that another has; else a box is heard, now and then late or weakly.</summary>
    static readonly Gen<(int What, int Box, int After, int Late)[]> s_story = Gen.Select(Gen.Int[0, 12], Gen.Int[1, 5], Gen.Int[0, 12], Gen.Int[0, 9]).Array[1, 200];

    [Fact]
    public void Are_those_that_looking_at_every_box_each_time_gives() => s_story.Sample(story =>
    {
        var (hearing, account, now, minute, version) = (new Hearing(Hearing.VehicleLimit), new Account(Mine), new BesideNow(), 0, 0);
        foreach (var (what, box, after, late) in story)
        {
            minute += after / 4;
            if (what < 2) account = account.Learn(Scanned(box, what == 0 ? Mine : Other, minute), ++version);
            else hearing.Add(new Sighting(Subject.Of(Box(box)), At(late == 0 ? minute / 2 : minute), what == 2 ? -90 : -55, null, null));
            // Several facts between two looks, as in a batch.
            if (late > 5) continue;
            Assert.Equal(Beside.Of(account, hearing.Boxes), now.Of(account, hearing));
        }
        Assert.Equal(Beside.Of(account, hearing.Boxes), now.Of(account, hearing));
    }, iter: 1000);

    [Fact]
    public void Only_boxes_heard_since_are_handed_out()
    {
        var hearing = new Hearing(Hearing.VehicleLimit);
        for (var n = 1; n <= 9; n++) hearing.Add(new Sighting(Subject.Of(Box(n)), At(n), -55, null, null));
        Assert.Equal(9, hearing.TakeBoxesHeard().Count);
        hearing.Add(new Sighting(Subject.Of(Box(3)), At(12), -55, null, null));
        Assert.Equal(new Stay(Subject.Of(Box(3)), At(3), At(12), -55), Assert.Single(hearing.TakeBoxesHeard()));
        Assert.Empty(hearing.TakeBoxesHeard());
        Assert.Equal(9, hearing.Boxes.Count());
    }
}
