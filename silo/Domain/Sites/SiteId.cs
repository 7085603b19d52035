using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

/// <summary>A testing centre, laboratory or warehouse.</summary>
[JsonConverter(typeof(CodeConverter<SiteId>))]
public readonly record struct SiteId : ICode<SiteId>
{
    SiteId(string value) => Value = value;
    public string Value { get; }

    public static bool TryParse(string? text, out SiteId code)
    {
        code = Code.IsPlain(text) ? new SiteId(text!) : default;
        return code.Value is not null;
    }

    public override string ToString() => Value;
}
