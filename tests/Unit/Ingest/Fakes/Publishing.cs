using MQTTnet;
using MQTTnet.Protocol;
using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Unit.Ingest;

/// <summary>A device's side of the wire, healthy unless said otherwise.</summary>
static class Publishing
{
    public static readonly long At = Gateway.Noon.ToUnixTimeMilliseconds();
    public const long UpMs = 60_000;

    public static PositionItem Fix(long seq) => new(seq, UpMs, At, 22.3, 114.2, 30, 90, 5);
    public static Envelope<T> Envelope<T>(params T[] items) where T : IItem => new(7, UpMs, At, items);
    public static byte[] Positions(params long[] seqs) => Wire.Write(Envelope([.. seqs.Select(Fix)]));

    public static Task<MqttClientPublishResult> Send(
        this IMqttClient client, string topic, byte[] payload, MqttQualityOfServiceLevel qos = MqttQualityOfServiceLevel.AtLeastOnce) =>
        client.PublishAsync(new MqttApplicationMessage { Topic = topic, PayloadSegment = payload, QualityOfServiceLevel = qos }, TestContext.Current.CancellationToken);

    public static Task<MqttClientPublishResult> SendFix(this IMqttClient client, params long[] seqs) => client.Send("v1/vehicles/V001/position", Positions(seqs));

    /// <summary>Waits for something that is bound to happen; fails after ten seconds.</summary>
    public static async Task Until(Func<bool> happened)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!happened()) await Task.Delay(5, limit.Token);
    }
}
