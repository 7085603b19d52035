using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

/// <summary>A numbered mechanical seal, used once.</summary>
[JsonConverter(typeof(CodeConverter<MechanicalSealNumber>))]
public readonly record struct MechanicalSealNumber : ICode<MechanicalSealNumber>
{
    MechanicalSealNumber(string value) => Value = value;
    public string Value { get; }

    public static bool TryParse(string? text, out MechanicalSealNumber code)
    {
        code = Code.IsPlain(text) ? new MechanicalSealNumber(text!) : default;
        return code.Value is not null;
    }

    public override string ToString() => Value;
}
