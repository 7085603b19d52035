using System.Globalization;
using System.Text;
using SpecimenLogistics.Tests.Mqtt;

namespace SpecimenLogistics.Benchmarks.Publish;

/// <summary>
/// One fix as a ready MQTT 3.1.1 packet; only its packet id and seq change. The seq has ten digits from the start, so that
/// the packet never changes its length.
/// </summary>
sealed class PositionPacket
{
    const long FirstSeq = 1_000_000_000;
    const int SeqDigits = 10;
    readonly byte[] bytes;
    readonly int idAt, seqAt;
    long seq = FirstSeq;
    ushort id;

    public PositionPacket(string device, long nowMs, uint boot)
    {
        var topic = Encoding.UTF8.GetBytes($"v1/vehicles/{device}/position");
        var payload = string.Create(CultureInfo.InvariantCulture,
            $$"""{"boot":{{boot}},"sent_up_ms":60000,"sent_at":{{nowMs}},"items":[{"seq":{{FirstSeq}},"up_ms":60000,"at":{{nowMs}},"lat_deg":22.3051,"lon_deg":114.1853,"speed_kmh":42.5,"heading_deg":271,"accuracy_m":4}]}""");
        var body = Encoding.UTF8.GetBytes(payload);
        bytes = MqttBytes.Packet(0x32, [(byte)(topic.Length >> 8), (byte)topic.Length, .. topic, 0, 0, .. body]);
        idAt = bytes.Length - body.Length - 2;
        seqAt = bytes.Length - body.Length + payload.IndexOf(FirstSeq.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    public int Length => bytes.Length;

    /// <summary>Writes the next packet and says under which id.</summary>
    public ushort WriteNext(Span<byte> into)
    {
        id = id == ushort.MaxValue ? (ushort)1 : (ushort)(id + 1);
        var rest = seq++;
        for (var i = SeqDigits - 1; i >= 0; i--, rest /= 10) bytes[seqAt + i] = (byte)('0' + rest % 10);
        (bytes[idAt], bytes[idAt + 1]) = ((byte)(id >> 8), (byte)id);
        bytes.CopyTo(into);
        return id;
    }
}
