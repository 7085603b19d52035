using System.Net;
using System.Net.Sockets;
using SpecimenLogistics.Simulators.Runs;

namespace SpecimenLogistics.Unit.Simulators;

public sealed class RestTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Of_several_processes_the_next_is_asked_where_one_does_not_answer()
    {
        await using var server = new FakeServer(TinyDay.Make());
        await server.StartAsync(Cancel);
        var nobody = new Uri($"http://127.0.0.1:{Recorder.FreePort()}/");
        using var rest = new Rest([nobody, server.Addresses[0].Api], "token");
        Assert.NotNull((await rest.GetAsync("time", Cancel)).Time("now"));
        using var alone = new Rest([nobody], "token");
        await Assert.ThrowsAsync<HttpRequestException>(() => alone.GetAsync("time", Cancel));
    }

    /// <summary>The kernel goes on taking connections for a process that stands still.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_process_that_takes_the_question_and_says_nothing_is_left_for_the_next()
    {
        using var still = new TcpListener(IPAddress.Loopback, 0);
        still.Start();
        await using var server = new FakeServer(TinyDay.Make());
        await server.StartAsync(Cancel);
        using var rest = new Rest([new Uri($"http://127.0.0.1:{((IPEndPoint)still.LocalEndpoint).Port}/"), server.Addresses[0].Api], "token");
        Assert.NotNull((await rest.GetAsync("time", Cancel)).Time("now"));
    }
}
