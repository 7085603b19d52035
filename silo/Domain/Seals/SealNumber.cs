using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

/// <summary>An electronic seal.</summary>
[JsonConverter(typeof(CodeConverter<SealNumber>))]
public readonly record struct SealNumber : ICode<SealNumber>
{
    SealNumber(string value) => Value = value;
    public string Value { get; }

    public static bool TryParse(string? text, out SealNumber code)
    {
        code = Code.IsPlain(text) ? new SealNumber(text!) : default;
        return code.Value is not null;
    }

    public override string ToString() => Value;
}
