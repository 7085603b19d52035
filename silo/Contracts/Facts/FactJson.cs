using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>Facts and views as the bytes the journal and the read model hold. Names are chosen and never change meaning.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Fact))]
[JsonSerializable(typeof(Summary))]
internal sealed partial class FactJson : JsonSerializerContext;

public static class FactCodec
{
    public static byte[] Write(Fact fact) => JsonSerializer.SerializeToUtf8Bytes(fact, FactJson.Default.Fact);

    /// <summary>The bytes that <see cref="Write"/> makes of a <see cref="Learned"/>, from a summary that is bytes already.</summary>
    public static byte[] WriteLearned(Subject sender, long version, ReadOnlySpan<byte> summary)
    {
        var bytes = new ArrayBufferWriter<byte>(summary.Length + 128);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, KindOf(typeof(Learned)));
            json.WriteString("sender"u8, sender.Value);
            json.WriteNumber("version"u8, version);
            json.WritePropertyName("summary"u8);
            json.WriteRawValue(summary);
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }

    /// <param name="payload">Empty where it was destroyed.</param>
    public static Fact Read(ReadOnlySpan<byte> payload) => payload.IsEmpty
        ? new PayloadDestroyed()
        : JsonSerializer.Deserialize(payload, FactJson.Default.Fact) ?? throw new JsonException("an empty fact");

    /// <summary>The stored name of a fact's kind.</summary>
    public static string KindOf(Fact fact) => KindOf(fact.GetType());
    public static string KindOf(Type fact) => Kinds[fact];

    static readonly IReadOnlyDictionary<Type, string> Kinds = typeof(Fact)
        .GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false)
        .Cast<JsonDerivedTypeAttribute>()
        .ToDictionary(a => a.DerivedType, a => (string)a.TypeDiscriminator!);
}
