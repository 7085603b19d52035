using MQTTnet;
using MQTTnet.Protocol;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Unit.Ingest;

/// <summary>What drivers are told goes to their own devices only, again until it is seen, and is known to have arrived.</summary>
public sealed class InstructionTests
{
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    static readonly Instant Noon = Instant.From(Gateway.Noon);

    static VehicleView Told(Instant? seen = null) => new(
        Code.Parse<VehicleId>("V001"), null, new AccountView(0, 0, 0, 0), [], [], null,
        [new PlannedTrip(Code.Parse<TripId>("T1"), Code.Parse<VehicleId>("V001"), TripKind.Specimen, [new PlannedStop(Code.Parse<SiteId>("LAB2"), Noon, StopPurpose.Unload, null)])])
    {
        Instructions = [new InstructionView(Code.Parse<InstructionId>("ORD-0.V001"), Code.Parse<OrderId>("ORD-0"), "divert", "Seen long ago.", "", Noon, Noon, Noon, null, null),
            new InstructionView(Code.Parse<InstructionId>("ORD-1.V001"), Code.Parse<OrderId>("ORD-1"), "divert", "Take your load to LAB2.", "LAB1 is full", Noon, null, seen, null, null)],
    };

    static async Task<(IMqttClient Client, System.Threading.Channels.Channel<InstructionMessage> Heard)> Listen(Gateway gateway, string device)
    {
        var client = await gateway.Connect(device);
        var heard = System.Threading.Channels.Channel.CreateUnbounded<InstructionMessage>();
        client.ApplicationMessageReceivedAsync += e =>
        {
            Assert.True(Wire.TryInstruction(System.Buffers.BuffersExtensions.ToArray(e.ApplicationMessage.Payload), out var message, out var reason), reason);
            heard.Writer.TryWrite(message);
            return Task.CompletedTask;
        };
        await client.SubscribeAsync("v1/vehicles/V001/instructions", MqttQualityOfServiceLevel.AtLeastOnce, Cancel);
        return (client, heard);
    }

    [Fact]
    public async Task A_drivers_handheld_hears_what_its_vehicle_is_told_and_that_it_arrived_is_recorded()
    {
        await using var gateway = await Gateway.Start();
        var (_, heard) = await Listen(gateway, "S002");
        gateway.Store.Put("vehicle", "V001", Told());
        var message = await heard.Reader.ReadAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        Assert.Equal(("ORD-1.V001", "divert", "LAB2"), (message.Instruction, message.Kind, Assert.Single(Assert.Single(message.Trips).Stops).Site));
        await gateway.Grains.Recorded<InstructionSent>("vehicle/V001").WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }

    [Fact]
    public async Task Who_subscribes_later_is_told_what_was_not_seen_yet_and_nothing_that_was()
    {
        await using var gateway = await Gateway.Start(prepare: store => store.Put("vehicle", "V001", Told()));
        var (first, heard) = await Listen(gateway, "S002");
        await heard.Reader.ReadAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        await first.DisconnectAsync(cancellationToken: Cancel);
        var (_, again) = await Listen(gateway, "S002");
        // Whatever comes, and however often, is the one that nobody has seen: it came first before, too.
        Assert.Equal("ORD-1.V001", (await again.Reader.ReadAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancel)).Instruction);
        Assert.All(Rest(heard).Concat(Rest(again)), m => Assert.Equal("ORD-1.V001", m.Instruction));
    }

    static IEnumerable<InstructionMessage> Rest(System.Threading.Channels.Channel<InstructionMessage> heard)
    {
        while (heard.Reader.TryRead(out var message)) yield return message;
    }

    [Theory]
    [InlineData("S001")]
    [InlineData("LAB1-D1")]
    public async Task Nobody_else_may_listen(string device)
    {
        await using var gateway = await Gateway.Start();
        var client = await gateway.Connect(device);
        var answer = await client.SubscribeAsync("v1/vehicles/V001/instructions", MqttQualityOfServiceLevel.AtLeastOnce, Cancel);
        Assert.All(answer.Items, i => Assert.True(i.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1")]
    [InlineData("{\"instruction\":\"a b\",\"at\":1,\"kind\":\"x\",\"text\":\"\",\"reason\":\"\",\"trips\":[]}")]
    public void What_is_no_instruction_is_said_to_be_none(string payload) =>
        Assert.False(Wire.TryInstruction(System.Text.Encoding.UTF8.GetBytes(payload), out _, out var reason) || reason.Length == 0);
}
