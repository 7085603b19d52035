using MQTTnet;
using MQTTnet.Formatter;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Tests.Mqtt;

namespace SpecimenLogistics.Unit.Ingest;

public sealed class SignOnTests
{
    [Theory]
    [InlineData(MqttProtocolVersion.V311)]
    [InlineData(MqttProtocolVersion.V500)]
    public async Task A_wrong_secret_is_refused_and_counted(MqttProtocolVersion version)
    {
        await using var gateway = await Gateway.Start();
        var (_, result) = await gateway.TryConnect("V001", "V001", "a wrong secret", version);
        Assert.Equal(MqttClientConnectResultCode.BadUserNameOrPassword, result.ResultCode);
        Assert.Equal(1, gateway.Counts.SignonsRefused);
    }

    [Theory]
    [InlineData("V999", "V999")]
    [InlineData("V001", "S001")]
    [InlineData("no id at all!", "no id at all!")]
    public async Task A_device_signs_on_as_itself_or_not_at_all(string id, string user)
    {
        await using var gateway = await Gateway.Start();
        var (_, result) = await gateway.TryConnect(id, user, Gateway.Secret);
        Assert.Equal(MqttClientConnectResultCode.BadUserNameOrPassword, result.ResultCode);
        Assert.Equal(1, gateway.Counts.SignonsRefused);
    }

    [Fact]
    public async Task A_device_registered_a_moment_ago_signs_on_at_once()
    {
        await using var gateway = await Gateway.Start(o => (o.DirectoryTail, o.DirectoryRefresh) = (TimeSpan.FromMinutes(10), TimeSpan.Zero));
        Gateway.Device(gateway.Store, "V002", DeviceClass.Vehicle, "vehicle:V002");
        await gateway.Connect("V002");
    }

    [Fact]
    public async Task Unknown_devices_do_not_make_the_gateway_read_the_store_each_time()
    {
        await using var gateway = await Gateway.Start(o => (o.DirectoryTail, o.DirectoryRefresh) = (TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1)));
        var before = gateway.Store.Tails;
        for (var i = 0; i < 5; i++) await gateway.TryConnect("V999", "V999", Gateway.Secret);
        Assert.Equal(before, gateway.Store.Tails);
    }

    [Fact]
    public async Task A_second_connection_of_the_same_device_takes_over()
    {
        await using var gateway = await Gateway.Start();
        var first = await gateway.Connect();
        var second = await gateway.Connect();
        await Publishing.Until(() => !first.IsConnected);
        Assert.True((await second.SendFix(1)).IsSuccess);
    }

    [Fact]
    public async Task What_the_first_connection_left_unacknowledged_waits_for_its_commit_on_the_second()
    {
        await using var gateway = await Gateway.Start();
        using var first = await RawDevice.SignOn(gateway);
        gateway.Track.Commit.Shut();
        await first.Write(RawDevice.Fix(1));
        await Publishing.Until(() => gateway.Track.Commit.Waiting == 1);

        using var second = await RawDevice.SignOn(gateway);
        await second.Write(RawDevice.Fix(1));
        await Publishing.Until(() => gateway.Counts.Inbox == 2);
        gateway.Track.Commit.Open();

        Assert.Equal(MqttBytes.PubAck(1), await second.Read(4));
        Assert.Equal(1, gateway.Track.Rows);
        Assert.Single(gateway.Track.Batches);
        Assert.Equal(1, gateway.Counts.DuplicatesIgnored);
    }

    [Fact]
    public async Task An_older_protocol_is_refused()
    {
        await using var gateway = await Gateway.Start();
        using var device = await RawDevice.Open(gateway);
        await device.Write(MqttBytes.Connect("V001", "V001", Gateway.Secret, 0, level: 3));
        await device.ReadToEnd();
        Assert.Equal(1, gateway.Counts.SignonsRefused);
    }

    [Theory]
    [InlineData("v1/vehicles/V001/instructions", true)]
    [InlineData("v1/vehicles/V002/instructions", false)]
    [InlineData("v1/vehicles/V001/position", false)]
    [InlineData("#", false)]
    public async Task A_device_hears_its_own_instructions_only(string topic, bool heard)
    {
        await using var gateway = await Gateway.Start();
        var client = await gateway.Connect(version: MqttProtocolVersion.V500);
        var result = await client.SubscribeAsync(topic, cancellationToken: TestContext.Current.CancellationToken);
        var code = Assert.Single(result.Items).ResultCode;
        Assert.Equal(heard, code <= MqttClientSubscribeResultCode.GrantedQoS2);
    }
}
