using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

/// <summary>One planned round trip.</summary>
[JsonConverter(typeof(CodeConverter<TripId>))]
public readonly record struct TripId : ICode<TripId>
{
    TripId(string value) => Value = value;
    public string Value { get; }

    public static bool TryParse(string? text, out TripId code)
    {
        code = Code.IsPlain(text) ? new TripId(text!) : default;
        return code.Value is not null;
    }

    public override string ToString() => Value;
}
