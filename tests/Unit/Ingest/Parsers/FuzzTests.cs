using System.Text;
using CsCheck;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ingest;
using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Unit.Ingest;

/// <summary>Whatever comes, every parser answers yes or no, and the lane acknowledges.</summary>
public sealed class FuzzTests
{
    static readonly string[] Topics =
        ["v1/scanners/F001/scan", "v1/docks/F001/heard", "v1/docks/F001/scan", "v1/vehicles/F001/position", "v1/vehicles/F001/seals", "v1/vehicles/F001/hello", "v1/boxes/F001/temperature"];

    static readonly byte[][] Valid = [.. DeviceLine.ReadAll().Select(line => Encoding.UTF8.GetBytes(line.Payload))];
    static readonly string[] Tokens = ["null", "-1", "1e400", "9223372036854775808", "\"\\ud800\"", "[]", "{}", "\"\"", "true", "\"boot\"", "7", "\u0000"];

    static readonly Gen<byte[]> Garbage = Gen.Byte.Array[0, 200];

    static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    /// <summary>A valid payload with some bytes changed, a piece cut out, or a token put in.</summary>
    static readonly Gen<byte[]> Mutated = Gen.Select(Pick(Valid), Gen.Int[0, 3], Gen.Int[0, 400], Gen.Int[0, 12], Gen.Byte, Pick(Tokens))
        .Select((bytes, kind, at, length, value, token) => Mutate(bytes, kind, at % bytes.Length, length, value, token));

    static byte[] Mutate(byte[] bytes, int kind, int at, int length, byte value, string token)
    {
        var end = Math.Min(bytes.Length, at + length);
        return kind switch
        {
            0 => [.. bytes[..at], value, .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], .. bytes[end..]],
            2 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(token), .. bytes[end..]],
            _ => bytes[..at],
        };
    }

    static readonly Gen<byte[]> Payloads = Gen.OneOf(Garbage, Mutated);

    [Fact]
    public void No_bytes_make_a_payload_parser_throw() => Payloads.Sample(bytes =>
    {
        Wire.TryPositions(bytes, out _, out _);
        Wire.TryHeard(bytes, out _, out _);
        Wire.TrySeals(bytes, out _, out _);
        Wire.TryTemperatures(bytes, out _, out _);
        Wire.TryScans(bytes, out _, out _);
    }, iter: 20_000);

    [Fact]
    public void No_text_makes_a_topic_parser_throw() => Gen.OneOf(
        Gen.String[0, 100],
        Gen.Select(Pick("v1", "v2", ""), Pick("vehicles", "boxes", "x"), Gen.String[0, 40], Pick("scan", "hello", "position")).Select(p => $"{p.Item1}/{p.Item2}/{p.Item3}/{p.Item4}"))
        .Sample(text => { if (Topic.TryParse(text, out var topic)) Assert.Equal(text, topic.ToString()); }, iter: 20_000);

    [Fact]
    public void No_code_makes_a_code_parser_throw() => Gen.OneOf(Gen.String[0, 80], Gen.String[Gen.Char["0123456789-/:CW"], 0, 30]).Sample(text =>
    {
        BoxId.TryParse(text, out _);
        Party.TryParse(text, out _);
        if (DeliveryId.TryParse(text, out var delivery)) Assert.Equal(10, delivery.Value.IndexOf('/', StringComparison.Ordinal));
        StaffId.TryParse(text, out _);
        DevicePlace.Of(text, new OneLaboratory());
    }, iter: 20_000);

    [Fact]
    public void No_bytes_make_a_packets_size_more_than_a_number() => Garbage.Sample(bytes =>
    {
        if (PacketSize.Of(new(bytes)) is { } size) Assert.True(size >= 2);
    });

    [Fact]
    public async Task Whatever_is_published_is_acknowledged()
    {
        await Gen.Select(Pick(Topics), Payloads).Array[1, 20].SampleAsync(async publishes =>
        {
            var kind = publishes[0].Item1.Split('/')[1];
            var (device, place) = kind switch
            {
                "vehicles" => (Domain.DeviceClass.Vehicle, "vehicle:V001"),
                "docks" => (Domain.DeviceClass.Dock, "dock:LAB1-D1"),
                "boxes" => (Domain.DeviceClass.Box, "box:BX-0001"),
                _ => (Domain.DeviceClass.Scanner, "centre:CW01"),
            };
            using var lane = new Lane("F001", device, place);
            await lane.Publish(publishes);
            Assert.False(lane.Connection.IsClosed);
            Assert.Equal(publishes.Length, lane.Connection.Acknowledged);
        }, iter: 300);
    }
}
