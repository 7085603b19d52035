using System.Globalization;
using System.Text;
using SpecimenLogistics.Tests.Mqtt;

namespace SpecimenLogistics.Benchmarks.Publish;

/// <summary>
/// One fix as a ready MQTT 3.1.1 packet; only its packet id, its seq and, where time goes on, its times change. Numbers have all
/// their digits from the start, so that the packet never changes its length.
/// </summary>
sealed class PositionPacket
{
    const long FirstSeq = 1_000_000_000, FirstUpMs = 7_000_000;
    const int SeqDigits = 10, UpDigits = 7, WallDigits = 13, Ids = ushort.MaxValue;
    readonly byte[] bytes;
    readonly int idAt, seqAt;
    readonly int[] upAt, wallAt;
    readonly int stepMs;
    readonly long nowMs;
    long number;

    /// <param name="stepMs">How much later each is than the one before.</param>
    public PositionPacket(string device, long nowMs, uint boot, int stepMs)
    {
        (this.nowMs, this.stepMs) = (nowMs, stepMs);
        var topic = Encoding.UTF8.GetBytes($"v1/vehicles/{device}/position");
        var payload = string.Create(CultureInfo.InvariantCulture,
            $$"""{"boot":{{boot}},"sent_up_ms":{{FirstUpMs}},"sent_at":{{nowMs}},"items":[{"seq":{{FirstSeq}},"up_ms":{{FirstUpMs}},"at":{{nowMs}},"lat_deg":22.3051,"lon_deg":114.1853,"speed_kmh":42.5,"heading_deg":271,"accuracy_m":4}]}""");
        var body = Encoding.UTF8.GetBytes(payload);
        bytes = MqttBytes.Packet(0x32, [(byte)(topic.Length >> 8), (byte)topic.Length, .. topic, 0, 0, .. body]);
        var begins = bytes.Length - body.Length;
        idAt = begins - 2;
        int At(string field) => begins + payload.IndexOf($"\"{field}\":", StringComparison.Ordinal) + field.Length + 3;
        (seqAt, upAt, wallAt) = (At("seq"), [At("sent_up_ms"), At("up_ms")], [At("sent_at"), At("at")]);
    }

    public int Length => bytes.Length;

    /// <summary>The packet id of the one with that number, from 0.</summary>
    public static ushort IdOf(long number) => (ushort)(number % Ids + 1);

    /// <summary>Writes the next packet.</summary>
    public void WriteNext(Span<byte> into)
    {
        var id = IdOf(number);
        (bytes[idAt], bytes[idAt + 1]) = ((byte)(id >> 8), (byte)id);
        Write(seqAt, SeqDigits, FirstSeq + number);
        if (stepMs > 0)
        {
            foreach (var at in upAt) Write(at, UpDigits, FirstUpMs + number * stepMs);
            foreach (var at in wallAt) Write(at, WallDigits, nowMs + number * stepMs);
        }
        number++;
        bytes.CopyTo(into);
    }

    void Write(int at, int digits, long value)
    {
        for (var i = digits - 1; i >= 0; i--, value /= 10) bytes[at + i] = (byte)('0' + value % 10);
    }
}
