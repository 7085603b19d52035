using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

/// <summary>A telematics unit, scanner, dock terminal or data logger.</summary>
[JsonConverter(typeof(CodeConverter<DeviceId>))]
public readonly record struct DeviceId : ICode<DeviceId>
{
    DeviceId(string value) => Value = value;
    public string Value { get; }

    public static bool TryParse(string? text, out DeviceId code)
    {
        code = Code.IsPlain(text) ? new DeviceId(text!) : default;
        return code.Value is not null;
    }

    public override string ToString() => Value;
}
