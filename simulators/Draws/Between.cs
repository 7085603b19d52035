using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpecimenLogistics.Simulators.Draws;

/// <summary>A span to draw from, written <c>[min, max]</c> in a scenario; the unit is in the field's name.</summary>
[JsonConverter(typeof(BetweenJson))]
public readonly record struct Between(double Min, double Max);

internal sealed class BetweenJson : JsonConverter<Between>
{
    public override Between Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var pair = JsonSerializer.Deserialize<double[]>(ref reader, options);
        if (pair is not [var min, var max] || min > max || min < 0) throw new JsonException("A span is [min, max], both at least 0.");
        return new Between(min, max);
    }

    public override void Write(Utf8JsonWriter writer, Between value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new[] { value.Min, value.Max }, options);
}
