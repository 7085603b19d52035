using CsCheck;
using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Unit.Simulators;

public sealed class OutboxTests
{
    enum Step { FallDue, Send, Acknowledge, Lose, Beside, Replace }

    [Fact]
    public void Whatever_happens_to_connections_everything_due_is_acknowledged_exactly_once() =>
        Gen.Select(Gen.Enum<Step>().Array[0, 400], Gen.Int[1, 20]).Sample((steps, window) =>
        {
            const int total = 60;
            var outbox = new Outbox([.. Enumerable.Range(0, total)], window);
            var underWay = new Queue<ushort>();
            var acknowledged = new List<int>();
            var (due, beside) = (0, 0);
            foreach (var step in steps.Concat(Enumerable.Repeat(Step.FallDue, total)).Concat(Drain(total)))
            {
                if (step == Step.FallDue && due < total) { outbox.FallDue(); due++; }
                if (step == Step.Send && outbox.Peek() >= 0) underWay.Enqueue(outbox.Take(0));
                if (step == Step.Beside) outbox.Add(Script.First + beside++);
                if (step == Step.Replace) Assert.True(outbox.TryReplace([.. Enumerable.Range(0, total)]));
                if (step == Step.Lose) { outbox.ConnectionLost(); underWay.Clear(); }
                if (step != Step.Acknowledge || underWay.Count == 0) continue;
                var lowest = outbox.LowestUnacknowledged();
                Assert.True(outbox.TryAcknowledge(underWay.Dequeue(), out var sending, out _));
                Assert.True(sending >= lowest);
                acknowledged.Add(sending);
            }
            Assert.True(outbox.IsEmpty);
            Assert.Equal(Enumerable.Range(0, total).Concat(Enumerable.Range(Script.First, beside)), acknowledged.Order());
            Assert.Equal((total + beside, total + beside), (outbox.Sent, outbox.Acknowledged));
        });

    [Fact]
    public void What_a_broker_acknowledged_lately_goes_again_when_its_connection_ends_and_what_is_older_does_not()
    {
        var outbox = new Outbox([0, 1, 2], 20, keeps: 10);
        for (var n = 0; n < 3; n++) outbox.FallDue();
        var ids = Enumerable.Range(0, 3).Select(_ => outbox.Take(0)).ToArray();
        Assert.True(outbox.TryAcknowledge(ids[0], out _, out _, now: 1));
        Assert.True(outbox.TryAcknowledge(ids[1], out _, out _, now: 8));
        outbox.ConnectionLost(now: 12);
        Assert.Equal((1, 2, 1), (outbox.Acknowledged, outbox.Waiting, outbox.LowestUnacknowledged()));
        foreach (var expected in (int[])[1, 2])
        {
            Assert.Equal(expected, outbox.Peek());
            Assert.True(outbox.TryAcknowledge(outbox.Take(13), out _, out _, now: 13));
        }
        Assert.Equal((3, 3, true), (outbox.Sent, outbox.Acknowledged, outbox.IsEmpty));
        // And when somebody says that nobody may have heard it, without the connection's ending.
        outbox.SendAgain(now: 14);
        Assert.Equal((1, 2, 1), (outbox.Acknowledged, outbox.Waiting, outbox.Peek()));
    }

    [Fact]
    public void Another_future_is_taken_and_another_past_is_refused()
    {
        var outbox = new Outbox([0, 1, 2], 20);
        outbox.FallDue();
        outbox.FallDue();
        Assert.False(outbox.TryReplace([0, 7, 8]));
        Assert.False(outbox.TryReplace([0]));
        Assert.True(outbox.TryReplace([0, 1, 5, 6]));
        outbox.FallDue();
        Assert.Equal([0, 1, 5], Enumerable.Range(0, 3).Select(_ => { var next = outbox.Peek(); outbox.Take(0); return next; }));
    }

    [Fact]
    public void An_acknowledgement_from_before_the_connection_was_lost_is_not_taken()
    {
        var outbox = new Outbox([0, 1], 20);
        outbox.FallDue();
        var before = outbox.Take(0);
        outbox.ConnectionLost();
        var after = outbox.Take(0);
        Assert.NotEqual(before, after);
        Assert.False(outbox.TryAcknowledge(before, out _, out _));
        Assert.True(outbox.TryAcknowledge(after, out _, out _));
        Assert.False(outbox.TryAcknowledge(after, out _, out _));
    }

    [Fact]
    public void What_was_under_way_is_known_to_go_again_and_what_was_not_is_not()
    {
        var outbox = new Outbox([0, 1], 20);
        outbox.FallDue();
        outbox.FallDue();
        Assert.False(outbox.NextIsAgain);
        outbox.Take(0);
        Assert.Equal(1, outbox.ConnectionLost());
        Assert.True(outbox.NextIsAgain);
        outbox.Take(0);
        Assert.Equal(1, outbox.Peek());
        Assert.False(outbox.NextIsAgain);
    }

    static IEnumerable<Step> Drain(int total) => Enumerable.Range(0, total * 2 + 400).SelectMany(_ => new[] { Step.Send, Step.Acknowledge });
}
