using System.Text.Json;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>Summaries as the outbox holds them.</summary>
public static class SummaryJson
{
    public static byte[] Write(Summary summary) => JsonSerializer.SerializeToUtf8Bytes(summary, FactJson.Default.Summary);

    public static Summary Read(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize(payload, FactJson.Default.Summary) ?? throw new JsonException("an empty summary");
}
