using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SpecimenLogistics.Protocol;

/// <summary>Bytes to message and back. JSON, UTF-8, snake_case, units in the names; unknown fields are ignored.</summary>
public static class Wire
{
    public static byte[] Write(Envelope<PositionItem> envelope) => JsonSerializer.SerializeToUtf8Bytes(envelope, WireJson.Default.EnvelopePositionItem);
    public static byte[] Write(Envelope<HeardItem> envelope) => JsonSerializer.SerializeToUtf8Bytes(envelope, WireJson.Default.EnvelopeHeardItem);
    public static byte[] Write(Envelope<SealItem> envelope) => JsonSerializer.SerializeToUtf8Bytes(envelope, WireJson.Default.EnvelopeSealItem);
    public static byte[] Write(Envelope<TemperatureItem> envelope) => JsonSerializer.SerializeToUtf8Bytes(envelope, WireJson.Default.EnvelopeTemperatureItem);
    public static byte[] Write(Envelope<ScanItem> envelope) => JsonSerializer.SerializeToUtf8Bytes(envelope, WireJson.Default.EnvelopeScanItem);

    public static byte[] Write(InstructionMessage instruction) => JsonSerializer.SerializeToUtf8Bytes(instruction, WireJson.Default.InstructionMessage);

    public static bool TryInstruction(ReadOnlySpan<byte> payload, out InstructionMessage instruction, out string reason)
    {
        (instruction, reason) = (null!, "payload too large");
        if (payload.Length > Envelope.MaxBytes) return false;
        try { instruction = JsonSerializer.Deserialize(payload, WireJson.Default.InstructionMessage)!; }
        catch (JsonException error) { reason = "not our JSON: " + error.Path; return false; }
        reason = instruction is null || !Topic.IsId(instruction.Instruction, InstructionMessage.MaxIdLength) ? "instruction is not an id" : "";
        return reason.Length == 0;
    }

    public static bool TryPositions(ReadOnlySpan<byte> payload, out Envelope<PositionItem> envelope, out string reason) =>
        TryRead(payload, WireJson.Default.EnvelopePositionItem, Check, out envelope, out reason);

    public static bool TryHeard(ReadOnlySpan<byte> payload, out Envelope<HeardItem> envelope, out string reason) =>
        TryRead(payload, WireJson.Default.EnvelopeHeardItem, i => Topic.IsId(i.Beacon ?? "") ? null : "beacon is not an id", out envelope, out reason);

    public static bool TrySeals(ReadOnlySpan<byte> payload, out Envelope<SealItem> envelope, out string reason) =>
        TryRead(payload, WireJson.Default.EnvelopeSealItem, i => Topic.IsId(i.Seal ?? "") ? null : "seal is not an id", out envelope, out reason);

    public static bool TryTemperatures(ReadOnlySpan<byte> payload, out Envelope<TemperatureItem> envelope, out string reason) =>
        TryRead(payload, WireJson.Default.EnvelopeTemperatureItem, i => i.Celsius is >= -90 and <= 90 ? null : "celsius out of range", out envelope, out reason);

    public static bool TryScans(ReadOnlySpan<byte> payload, out Envelope<ScanItem> envelope, out string reason) =>
        TryRead(payload, WireJson.Default.EnvelopeScanItem, i => Act.All.Contains(i.Act ?? "") ? null : "act is not one of ours", out envelope, out reason);

    static string? Check(PositionItem item) =>
        item.LatDeg is >= -90 and <= 90 && item.LonDeg is >= -180 and <= 180 && item.SpeedKmh is >= 0 and <= 400 && item.AccuracyM is >= 0 and <= 100_000
            ? null : "position out of range";

    static bool TryRead<TItem>(ReadOnlySpan<byte> payload, JsonTypeInfo<Envelope<TItem>> shape, Func<TItem, string?> check, out Envelope<TItem> envelope, out string reason)
        where TItem : IItem
    {
        envelope = null!;
        if (payload.Length > Envelope.MaxBytes) { reason = "payload too large"; return false; }
        try { envelope = JsonSerializer.Deserialize(payload, shape)!; }
        catch (JsonException error) { reason = "not our JSON: " + error.Path; return false; }

        if (envelope?.Items is null) { reason = "no items"; return false; }
        if (envelope.Items.Count > Envelope.MaxItems) { reason = "too many items"; return false; }
        if (envelope.SentUpMs < 0 || !Sane(envelope.SentAt)) { reason = "sent time out of range"; return false; }
        foreach (var item in envelope.Items)
        {
            if (item is null || item.Seq < 0 || item.UpMs < 0 || !Sane(item.At)) { reason = "seq or time out of range"; return false; }
            if (check(item) is { } wrong) { reason = wrong; return false; }
        }
        reason = "";
        return true;
    }

    // 1970 to 2200: whatever a device's clock says between, we keep and judge.
    static bool Sane(long ms) => ms is >= 0 and <= 7_258_118_400_000;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict,
    AllowDuplicateProperties = false,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    MaxDepth = 8)]
[JsonSerializable(typeof(Envelope<PositionItem>))]
[JsonSerializable(typeof(Envelope<HeardItem>))]
[JsonSerializable(typeof(Envelope<SealItem>))]
[JsonSerializable(typeof(Envelope<TemperatureItem>))]
[JsonSerializable(typeof(Envelope<ScanItem>))]
[JsonSerializable(typeof(InstructionMessage))]
internal sealed partial class WireJson : JsonSerializerContext;
