using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <summary>The API's JSON: snake_case names, kebab-case words, moments as ISO 8601 UTC; unknown names are refused, so that a typing error is seen.</summary>
public static class ApiJson
{
    /// <summary>For bodies that come in: none of them is deep.</summary>
    public static readonly JsonSerializerOptions Options = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web) { MaxDepth = 16, Converters = { new FiniteConverter() } });

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowOutOfOrderMetadataProperties = true;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.Converters.Add(new IsoInstantConverter());
        options.Converters.Add(new LocalTimeConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        return options;
    }
}

/// <summary><c>2020-09-06T12:00:00.123Z</c>; the microseconds are written only where there are any.</summary>
sealed class IsoInstantConverter : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Instant.From(reader.GetDateTimeOffset());

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));
}

/// <summary>An order is taken as it stands, and not looked through field by field as our bodies are: so it comes with all that it is made of.</summary>
sealed class OrderConverter : JsonConverter<Order>
{
    static readonly JsonSerializerOptions s_whole = ApiJson.Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        MaxDepth = 16, RespectNullableAnnotations = true, Converters = { new FiniteConverter() }, TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Whole } },
    });

    static void Whole(JsonTypeInfo info)
    {
        if (info.Kind != JsonTypeInfoKind.Object) return;
        foreach (var property in info.Properties)
            if (property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false } and { ParameterType: var type } && Nullable.GetUnderlyingType(type) is null) property.IsRequired = true;
    }

    public override Order? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => JsonSerializer.Deserialize<Order>(ref reader, s_whole);

    public override void Write(Utf8JsonWriter writer, Order value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, s_whole);
}

/// <summary>A number too large for us is read as infinity, which nothing can be reckoned with.</summary>
sealed class FiniteConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.GetDouble() is var number && double.IsFinite(number) ? number : throw new JsonException("the number is too large");

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}

/// <summary><c>08:00</c> in the programme's zone.</summary>
sealed class LocalTimeConverter : JsonConverter<TimeOnly>
{
    public override TimeOnly Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        TimeOnly.TryParseExact(reader.GetString(), ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw new JsonException("a time of day is written HH:mm");

    public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("HH:mm", CultureInfo.InvariantCulture));
}
