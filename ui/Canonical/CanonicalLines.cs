using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>The canonical end state of gateway/Protocol/CANONICAL.md, made from views.</summary>
public static class CanonicalLines
{
    const string Nothing = "-";
    static readonly TimeSpan OneStay = TimeSpan.FromMinutes(10);

    /// <summary>All lines, sorted by their UTF-8 bytes.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<BoxView> boxes, IEnumerable<DeliveryView> deliveries, IEnumerable<VehicleView> vehicles)
    {
        var lines = boxes.SelectMany(Box).Concat(deliveries.Select(Delivery)).Concat(vehicles.Select(Visits)).ToArray();
        Array.Sort(lines, string.CompareOrdinal); // every field is ASCII, so this is the order of the bytes
        return lines;
    }

    /// <summary>SHA-256 over the lines, each followed by a line feed, hex.</summary>
    public static string Hash(IEnumerable<string> lines)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines) sha.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    static IEnumerable<string> Box(BoxView box) => box.Cycles.Select(cycle => Join(
        "box", box.Id.Value, cycle.Cycle.ToString(CultureInfo.InvariantCulture), Kebab.Of(cycle.Place), cycle.Holder?.Value ?? Nothing,
        box.Seal?.Value ?? Nothing, Kebab.Of(cycle.SealState), Number(cycle.Packed), Number(cycle.Received), cycle.Tubes ?? Nothing,
        List(cycle.Discrepancies.Select(d => Kebab.Of(d)).Distinct())));

    static string Delivery(DeliveryView delivery) => Join(
        "delivery", delivery.Id.Value, Stage(delivery.Stage), delivery.WithinTarget switch { true => "yes", false => "no", null => Nothing },
        List(delivery.Boxes.Select(b => b.Box.Value)));

    static string Stage(DeliveryStage stage) => stage switch
    {
        DeliveryStage.Planned or DeliveryStage.Open => "planned",
        _ => Kebab.Of(stage),
    };

    static string Visits(VehicleView vehicle) => Join("visits", vehicle.Id.Value, InOrder(Stays(vehicle.Visits)));

    /// <summary>Two visits to one site with less than ten minutes and nothing else between them are one stay.</summary>
    static IEnumerable<string> Stays(IReadOnlyList<VisitView> visits)
    {
        for (var i = 0; i < visits.Count; i++)
            if (i == 0 || visits[i].Site != visits[i - 1].Site || visits[i].From - visits[i - 1].To >= OneStay) yield return visits[i].Site.Value;
    }

    static string Join(params ReadOnlySpan<string> fields) => string.Join('|', fields);
    static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
    static string List(IEnumerable<string> items) => InOrder(items.Order(StringComparer.Ordinal));
    static string InOrder(IEnumerable<string> items) => string.Join(',', items) is { Length: > 0 } text ? text : Nothing;
}
