using System.Text.Json;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>
/// The two numbers on a box, read from its view without building the rest of it: a box's view changes with every tube.
/// </summary>
readonly record struct BoxNumbers(SealNumber? Seal, BeaconId? Beacon)
{
    public static BoxNumbers Of(ReadOnlySpan<byte> view)
    {
        SealNumber? seal = null;
        BeaconId? beacon = null;
        var reader = new Utf8JsonReader(view);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && (seal is null || beacon is null))
        {
            var isSeal = reader.ValueTextEquals("seal"u8);
            var isBeacon = reader.ValueTextEquals("beacon"u8);
            reader.Read();
            if (isSeal && SealNumber.TryParse(reader.GetString(), out var s)) seal = s;
            else if (isBeacon && BeaconId.TryParse(reader.GetString(), out var b)) beacon = b;
            else reader.Skip();
        }
        return new(seal, beacon);
    }
}
