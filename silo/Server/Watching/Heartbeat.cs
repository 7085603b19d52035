using SpecimenLogistics.Contracts;
using SpecimenLogistics.Grains;

namespace SpecimenLogistics.Server;

/// <summary>A sign of life that leaves the system each half minute, so that its absence alarms somebody else's watch: only while screens and store are well.</summary>
sealed class Heartbeat(Uri to, HttpMessageInvoker http, IEnumerable<IReadiness> parts, IDuty duty, TimeProvider real, ILogger<Heartbeat> log) : Loop(duty, real, log)
{
    static readonly TimeSpan s_every = TimeSpan.FromSeconds(30), s_deadline = TimeSpan.FromSeconds(10);

    protected override async Task<TimeSpan> Turn(CancellationToken cancel)
    {
        // Who is not well keeps silent: that is the message.
        if (parts.Any(p => p.WhyNot is not null)) return TimeSpan.FromSeconds(1);
        using var deadline = new CancellationTokenSource(s_deadline, Real);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, to);
        using var answer = await http.SendAsync(request, either.Token);
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{to.Host} answered the sign of life with {(int)answer.StatusCode}");
        return s_every;
    }
}
