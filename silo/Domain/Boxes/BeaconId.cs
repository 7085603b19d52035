using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

/// <summary>A Bluetooth beacon.</summary>
[JsonConverter(typeof(CodeConverter<BeaconId>))]
public readonly record struct BeaconId : ICode<BeaconId>
{
    BeaconId(string value) => Value = value;
    public string Value { get; }

    public static bool TryParse(string? text, out BeaconId code)
    {
        code = Code.IsPlain(text) ? new BeaconId(text!) : default;
        return code.Value is not null;
    }

    public override string ToString() => Value;
}
