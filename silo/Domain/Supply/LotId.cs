using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

/// <summary>The number that a maker gave to kits made together.</summary>
[JsonConverter(typeof(CodeConverter<LotId>))]
public readonly record struct LotId : ICode<LotId>
{
    LotId(string value) => Value = value;
    public string Value { get; }

    public static bool TryParse(string? text, out LotId code)
    {
        code = Code.IsPlain(text) ? new LotId(text!) : default;
        return code.Value is not null;
    }

    public override string ToString() => Value;
}
