using System.Net;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Grains;

namespace SpecimenLogistics.Tests.Cluster;

/// <summary>What leaves the system when nobody answers, and what is counted when it is not taken.</summary>
public sealed class The_webhook
{
    static readonly Uri Desk = new("http://desk.example/alarms");
    static readonly AlarmBody Body = new("late:x", "late", "red", DateTimeOffset.UnixEpoch, 1, ["delivery/x"]);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task is_tried_again_until_it_is_taken()
    {
        var (hook, place) = Make(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        Assert.Equal((true, 2), await hook.Send(Desk, Body, Cancel));
        Assert.Equal((1L, 1L, 0L), (hook.Sent, hook.Retried, hook.Refused));
        Assert.Contains("\"id\":\"late:x\"", place.Bodies[0]);
    }

    [Fact]
    public async Task that_nobody_takes_is_given_up_and_counted()
    {
        var (hook, _) = Make(HttpStatusCode.InternalServerError, null, HttpStatusCode.NotFound);
        Assert.Equal((false, 3), await hook.Send(Desk, Body, Cancel));
        Assert.Equal((0L, 2L, 1L), (hook.Sent, hook.Retried, hook.Refused));
    }

    [Fact]
    public void is_for_red_ones_that_went_past_everybody_and_says_many_as_one()
    {
        IncidentView[] all = [.. Enumerable.Range(0, 7).Select(i => Incident($"late:{i}", step: 2)), Incident("unaccounted:BX-1", step: 1, CauseKind.Unaccounted), Incident("seal-opened:BX-2", step: 2, CauseKind.SealOpened) with { SentOut = 1, SentTaken = true }];
        var (body, members) = Assert.Single(Unanswered.Of(all, onDuty: 2, sendings: 3));
        Assert.Equal((7, 7, "late"), (body.Incidents, members.Count, body.Cause));
        Assert.Equal(2, Unanswered.Of(all, onDuty: 0, sendings: 3).Count);
    }

    static IncidentView Incident(string id, int step, CauseKind cause = CauseKind.Late) => new(
        id, cause, Severity.Red, IncidentStatus.Open, new Subject(SubjectKind.Delivery, id), default, new Instant(0), null, null, [], []) { Step = step };

    static (Webhook, Place) Make(params HttpStatusCode?[] answers)
    {
        var place = new Place(answers);
        return (new Webhook(new HttpMessageInvoker(place), new AlarmOptions { Attempts = 3 }, new Hurried()), place);
    }

    /// <summary>Answers in turn; null breaks the connection.</summary>
    sealed class Place(HttpStatusCode?[] answers) : HttpMessageHandler
    {
        public List<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            var answer = answers[Bodies.Count];
            Bodies.Add(await request.Content!.ReadAsStringAsync(cancel));
            return answer is { } code ? new HttpResponseMessage(code) : throw new HttpRequestException("broken");
        }
    }

    /// <summary>A clock whose pauses are over at once and whose deadlines never come.</summary>
    sealed class Hurried : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            TimeProvider.System.CreateTimer(callback, state, dueTime >= TimeSpan.FromSeconds(5) ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
