using System.Net;
using SpecimenLogistics.Tests.Postgres;

namespace SpecimenLogistics.Tests.Processes;

/// <summary>Grains in one process, devices at another, screens at a third.</summary>
public sealed class A_process_for_each_role
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 240_000)]
    public async Task They_are_one_server_and_whoever_has_no_grains_waits_for_those_who_have()
    {
        var store = PrivatePostgres.Shared.NewStore();
        await using var silo = await ServerUnderTest.Join(store, ["--roles", "silo"]);
        await using var screens = await ServerUnderTest.Start(store, ["--roles", "ui"]);
        await using var gateway = await ServerUnderTest.Join(store, ["--roles", "gateway"]);
        Assert.Equal((0, 0), (silo.Mqtt, screens.Mqtt));

        Assert.Equal(0, await ForeignClient.Publish(gateway, "mqttv5", ServerUnderTest.Secret, Said.Packed(1, "BX-0001")));
        await screens.Until(async () => await Packed(screens) == 1, "the tube to be on the screens");

        await silo.Kill();
        await screens.Until(async () => !await screens.IsReady() && !await gateway.IsReady(), "both to say that nobody with grains is there");
        // Nothing is acknowledged that nobody could judge.
        Assert.NotEqual(0, await ForeignClient.Publish(gateway, "mqttv5", ServerUnderTest.Secret, Said.Packed(2, "BX-0001")));
        await silo.StartAgain();
        await screens.Until(async () => await screens.IsReady() && await gateway.IsReady(), "both to have found it again");
        await gateway.Until(async () => await ForeignClient.Publish(gateway, "mqttv5", ServerUnderTest.Secret, Said.Packed(2, "BX-0001")) == 0, "the second tube to be acknowledged");
        await screens.Until(async () => await Packed(screens) == 2, "the second tube to be on the screens");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_process_without_screens_says_nothing_to_a_stranger_but_whether_it_lives()
    {
        await using var silo = await ServerUnderTest.Join(PrivatePostgres.Shared.NewStore(), ["--roles", "silo"]);
        using var stranger = new HttpClient();
        foreach (var (path, status) in new[] { ("/health/live", HttpStatusCode.OK), ("/health/ready", HttpStatusCode.OK), ("/metrics", HttpStatusCode.Unauthorized), ("/api/v1/boxes", HttpStatusCode.Unauthorized), ("/grains", HttpStatusCode.Unauthorized) })
        {
            using var answer = await stranger.GetAsync(new Uri(silo.Http, path), Cancel);
            Assert.True(status == answer.StatusCode, $"{path} answered {answer.StatusCode}");
        }
        Assert.Contains("specimenlogistics_process_on_duty 1", await silo.Client.GetStringAsync(new Uri(silo.Http, "/metrics"), Cancel), StringComparison.Ordinal);
    }

    static async Task<int> Packed(ServerUnderTest at)
    {
        var cycles = (await at.Get("boxes/BX-0001")).GetProperty("cycles");
        return cycles.GetArrayLength() == 0 ? 0 : cycles[0].GetProperty("packed").GetInt32();
    }
}
