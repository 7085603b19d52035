using System.Text.Json;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>
/// What the directory looks things up by, read from a view without building the rest of it: a box's view changes with every tube, and a
/// vehicle's has all its days.
/// </summary>
/// <param name="Seal">A box's; null for others.</param>
/// <param name="Docks">A site's; none of others.</param>
readonly record struct Numbers(SealNumber? Seal, BeaconId? Beacon, IReadOnlyList<DockId> Docks)
{
    public static Numbers Of(SubjectKind kind, ReadOnlySpan<byte> view)
    {
        SealNumber? seal = null;
        BeaconId? beacon = null;
        List<DockId> docks = [];
        // A vehicle has a beacon, a box a seal too, a site docks.
        var wanted = kind == SubjectKind.Vehicle ? 1 : 2;
        var reader = new Utf8JsonReader(view);
        reader.Read();
        while (wanted > 0 && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isSeal, isBeacon) = (reader.ValueTextEquals("seal"u8), reader.ValueTextEquals("beacon"u8));
            var isDocks = kind == SubjectKind.Site && reader.ValueTextEquals("docks"u8);
            if (isSeal || isBeacon || isDocks) wanted--;
            reader.Read();
            if (isSeal && SealNumber.TryParse(reader.GetString(), out var s)) seal = s;
            else if (isBeacon && BeaconId.TryParse(reader.GetString(), out var b)) beacon = b;
            else if (isDocks) Read(ref reader, docks);
            else reader.Skip();
        }
        return new(seal, beacon, docks);
    }

    static void Read(ref Utf8JsonReader reader, List<DockId> docks)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
            if (DockId.TryParse(reader.GetString(), out var dock)) docks.Add(dock);
    }
}
