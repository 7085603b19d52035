using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpecimenLogistics.Contracts;

/// <summary>Views as the bytes the read model holds.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(BoxView))]
[JsonSerializable(typeof(DeliveryView))]
[JsonSerializable(typeof(SiteView))]
[JsonSerializable(typeof(VehicleView))]
[JsonSerializable(typeof(CourierView))]
[JsonSerializable(typeof(DockView))]
[JsonSerializable(typeof(IncidentView))]
[JsonSerializable(typeof(DeviceView))]
[JsonSerializable(typeof(PlanView))]
[JsonSerializable(typeof(ProgrammeView))]
public sealed partial class ViewJson : JsonSerializerContext
{
    public static T Read<T>(ReadOnlySpan<byte> view) =>
        (T)(JsonSerializer.Deserialize(view, typeof(T), Default) ?? throw new JsonException("an empty view"));

    public static byte[] Write<T>(T view) => JsonSerializer.SerializeToUtf8Bytes(view, typeof(T), Default);
}
