using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

/// <summary>The serial number on a specimen tube. Opaque: it says nothing about a person.</summary>
[JsonConverter(typeof(CodeConverter<TubeSerial>))]
public readonly record struct TubeSerial : ICode<TubeSerial>
{
    TubeSerial(string value) => Value = value;
    public string Value { get; }

    public static bool TryParse(string? text, out TubeSerial code)
    {
        code = Code.IsPlain(text) ? new TubeSerial(text!) : default;
        return code.Value is not null;
    }

    public override string ToString() => Value;
}
