using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

/// <summary>One order as it concerns one vehicle: ORD-0007.V001. Made of two codes, so twice as long as one; nobody takes it apart again.</summary>
[JsonConverter(typeof(CodeConverter<InstructionId>))]
public readonly record struct InstructionId : ICode<InstructionId>
{
    InstructionId(string value) => Value = value;
    public string Value { get; }

    public static InstructionId Of(OrderId order, VehicleId vehicle) => new($"{order}.{vehicle}");

    public static bool TryParse(string? text, out InstructionId code)
    {
        code = Code.IsPlain(text, 2 * Code.MaxLength + 1) ? new InstructionId(text!) : default;
        return code.Value is not null;
    }

    public override string ToString() => Value;
}
