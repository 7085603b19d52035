namespace SpecimenLogistics.Tests.Processes;

/// <summary>A publisher that somebody else wrote, in both versions of MQTT.</summary>
[Collection("a machine to itself")]
public sealed class A_foreign_client
{
    [Fact(Timeout = 180_000)]
    public async Task Signs_on_and_publishes_and_is_refused_with_a_wrong_password()
    {
        await using var server = await ServerUnderTest.Start();

        Assert.Equal(0, await ForeignClient.Publish(server, "mqttv311", ServerUnderTest.Secret, Said.Packed(1, "BX-0001")));
        Assert.Equal(0, await ForeignClient.Publish(server, "mqttv5", ServerUnderTest.Secret, Said.Packed(2, "BX-0001")));
        Assert.NotEqual(0, await ForeignClient.Publish(server, "mqttv311", "another-secret-altogether", Said.Packed(3, "BX-0001")));
        Assert.NotEqual(0, await ForeignClient.Publish(server, "mqttv5", "another-secret-altogether", Said.Packed(4, "BX-0001")));

        await server.Until(async () => (await server.Get("boxes/BX-0001")).GetProperty("cycles")[0].GetProperty("packed").GetInt32() == 2, "two tubes in BX-0001");
        var counts = (await server.Get("status")).GetProperty("counts");
        Assert.Equal(2, counts.GetProperty("messages_acknowledged").GetInt64());
        Assert.Equal(2, counts.GetProperty("signons_refused").GetInt64());
        Assert.Equal(0, counts.GetProperty("unreadable").GetInt64());
    }
}
