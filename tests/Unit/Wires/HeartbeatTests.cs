using Microsoft.Extensions.Logging.Abstractions;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Server;

namespace SpecimenLogistics.Unit.Wired;

/// <summary>What alarms the other side is that nothing comes.</summary>
public sealed class HeartbeatTests
{
    [Fact]
    public async Task A_system_that_is_not_well_keeps_silent_until_it_is()
    {
        using var wire = new Wire();
        using var http = new HttpMessageInvoker(wire, disposeHandler: false);
        var part = new Part { WhyNot = "the store takes nothing" };
        using var heartbeat = new Heartbeat(new Uri("http://watch.example/alive"), http, [part], new Duty(), TimeProvider.System, NullLogger<Heartbeat>.Instance);

        Assert.Equal(TimeSpan.FromSeconds(1), await heartbeat.TakeTurn(TestContext.Current.CancellationToken));
        Assert.Equal(0, wire.Sent);
        part.WhyNot = null;
        Assert.Equal(TimeSpan.FromSeconds(30), await heartbeat.TakeTurn(TestContext.Current.CancellationToken));
        Assert.Equal(1, wire.Sent);
    }

    sealed class Part : IReadiness
    {
        public string? WhyNot { get; set; }
    }

    sealed class Duty : IDuty
    {
        public bool IsOurs => true;
    }

    sealed class Wire : HttpMessageHandler
    {
        public int Sent { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent++;
            return Task.FromResult(new HttpResponseMessage());
        }
    }
}
