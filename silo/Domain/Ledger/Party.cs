using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

public enum PartyKind { Centre, Laboratory, Warehouse, Vehicle, Courier }

/// <summary>Somebody who can hold a box: <c>centre:CW01</c>, <c>vehicle:V001</c>. No box is ever without one.</summary>
[JsonConverter(typeof(CodeConverter<Party>))]
public readonly record struct Party : ICode<Party>
{
    Party(PartyKind kind, string id) => (Kind, Id) = (kind, id);

    public PartyKind Kind { get; }
    public string Id { get; }
    public string Value => $"{Word(Kind)}:{Id}";
    public bool IsCarrier => Kind is PartyKind.Vehicle or PartyKind.Courier;
    public bool IsSite => !IsCarrier;

    /// <summary>The subject that keeps this party's account.</summary>
    public Subject Subject => new(Kind switch { PartyKind.Vehicle => SubjectKind.Vehicle, PartyKind.Courier => SubjectKind.Courier, _ => SubjectKind.Site }, Id);

    public static Party Centre(SiteId id) => new(PartyKind.Centre, id.Value);
    public static Party Laboratory(SiteId id) => new(PartyKind.Laboratory, id.Value);
    public static Party Warehouse(SiteId id) => new(PartyKind.Warehouse, id.Value);
    public static Party Vehicle(VehicleId id) => new(PartyKind.Vehicle, id.Value);

    public static bool TryParse(string? text, out Party code)
    {
        code = default;
        var colon = text?.IndexOf(':') ?? -1;
        if (colon < 0 || !Code.IsPlain(text![(colon + 1)..])) return false;
        PartyKind? kind = text[..colon] switch
        {
            "centre" => PartyKind.Centre,
            "laboratory" => PartyKind.Laboratory,
            "warehouse" => PartyKind.Warehouse,
            "vehicle" => PartyKind.Vehicle,
            "courier" => PartyKind.Courier,
            _ => null,
        };
        if (kind is null) return false;
        code = new Party(kind.Value, text[(colon + 1)..]);
        return true;
    }

    static string Word(PartyKind kind) => kind switch
    {
        PartyKind.Centre => "centre",
        PartyKind.Laboratory => "laboratory",
        PartyKind.Warehouse => "warehouse",
        PartyKind.Vehicle => "vehicle",
        _ => "courier",
    };

    public override string ToString() => Value;
}
