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
