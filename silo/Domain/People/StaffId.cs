using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

/// <summary>Who did it: an opaque badge number. Names live elsewhere and can be emptied.</summary>
[JsonConverter(typeof(CodeConverter<StaffId>))]
public readonly record struct StaffId : ICode<StaffId>
{
    StaffId(string value) => Value = value;
    public string Value { get; }

    public static bool TryParse(string? text, out StaffId code)
    {
        code = Code.IsPlain(text) ? new StaffId(text!) : default;
        return code.Value is not null;
    }

    public override string ToString() => Value;
}
