using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

/// <summary>One order of the control room: ORD-0007.</summary>
[JsonConverter(typeof(CodeConverter<OrderId>))]
public readonly record struct OrderId : ICode<OrderId>
{
    OrderId(string value) => Value = value;
    public string Value { get; }

    public static bool TryParse(string? text, out OrderId code)
    {
        code = Code.IsPlain(text) ? new OrderId(text!) : default;
        return code.Value is not null;
    }

    public override string ToString() => Value;
}
