using System.Globalization;
using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

public enum SubjectKind { Programme, Site, Vehicle, Courier, Dock, Box, Delivery, Plan, Device, Incident, Tube }

/// <summary>What a fact is about; one stream of the journal each: <c>box/BX-0001</c>.</summary>
[JsonConverter(typeof(CodeConverter<Subject>))]
public readonly record struct Subject(SubjectKind Kind, string Id) : ICode<Subject>
{
    public string Value => $"{Word(Kind)}/{Id}";

    /// <summary>There is one programme in a store.</summary>
    public static readonly Subject Programme = new(SubjectKind.Programme, "programme");

    public static Subject OfPlan(DateOnly date) => new(SubjectKind.Plan, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    public static Subject Of(BoxId id) => new(SubjectKind.Box, id.Value);
    public static Subject Of(SiteId id) => new(SubjectKind.Site, id.Value);
    public static Subject Of(VehicleId id) => new(SubjectKind.Vehicle, id.Value);
    public static Subject Of(DockId id) => new(SubjectKind.Dock, id.Value);
    public static Subject Of(DeliveryId id) => new(SubjectKind.Delivery, id.Value);
    public static Subject Of(TubeSerial serial) => new(SubjectKind.Tube, serial.Value);
    public static Subject Of(DeviceId id) => new(SubjectKind.Device, id.Value);

    public static string Word(SubjectKind kind) => kind switch
    {
        SubjectKind.Programme => "programme",
        SubjectKind.Site => "site",
        SubjectKind.Vehicle => "vehicle",
        SubjectKind.Courier => "courier",
        SubjectKind.Dock => "dock",
        SubjectKind.Box => "box",
        SubjectKind.Delivery => "delivery",
        SubjectKind.Plan => "plan",
        SubjectKind.Device => "device",
        SubjectKind.Tube => "tube",
        _ => "incident",
    };

    public static bool TryKind(string? word, out SubjectKind kind)
    {
        foreach (var each in Enum.GetValues<SubjectKind>())
            if (Word(each) == word) { kind = each; return true; }
        kind = default;
        return false;
    }

    public static bool TryParse(string? text, out Subject code)
    {
        code = default;
        var slash = text?.IndexOf('/') ?? -1;
        if (slash < 0 || slash + 1 == text!.Length || text.Length > 120 || !TryKind(text[..slash], out var kind)) return false;
        code = new Subject(kind, text[(slash + 1)..]);
        return true;
    }

    public override string ToString() => Value;
}
