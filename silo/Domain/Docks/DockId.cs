using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

/// <summary>One place at a laboratory or warehouse where a vehicle is unloaded.</summary>
[JsonConverter(typeof(CodeConverter<DockId>))]
public readonly record struct DockId : ICode<DockId>
{
    DockId(string value) => Value = value;
    public string Value { get; }

    public static bool TryParse(string? text, out DockId code)
    {
        code = Code.IsPlain(text) ? new DockId(text!) : default;
        return code.Value is not null;
    }

    public override string ToString() => Value;
}
