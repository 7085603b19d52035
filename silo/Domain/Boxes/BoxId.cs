using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

/// <summary>A collection box, as printed on it: BX-0001.</summary>
[JsonConverter(typeof(CodeConverter<BoxId>))]
public readonly record struct BoxId : ICode<BoxId>
{
    BoxId(string value) => Value = value;
    public string Value { get; }

    public static bool TryParse(string? text, out BoxId code)
    {
        code = Code.IsPlain(text) ? new BoxId(text!) : default;
        return code.Value is not null;
    }

    public override string ToString() => Value;
}
