using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

/// <summary>A vehicle of the fleet.</summary>
[JsonConverter(typeof(CodeConverter<VehicleId>))]
public readonly record struct VehicleId : ICode<VehicleId>
{
    VehicleId(string value) => Value = value;
    public string Value { get; }

    public static bool TryParse(string? text, out VehicleId code)
    {
        code = Code.IsPlain(text) ? new VehicleId(text!) : default;
        return code.Value is not null;
    }

    public override string ToString() => Value;
}
