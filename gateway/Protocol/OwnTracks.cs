using System.Text.Json;

namespace SpecimenLogistics.Protocol;

/// <summary>A place as OwnTracks tells it. Degrees WGS84, kilometres an hour and degrees from north (0 where the phone does not say), metres.</summary>
/// <param name="TstSeconds">The phone's own wall clock at the fix: seconds since 1970-01-01T00:00Z. Nobody has measured it.</param>
public sealed record OwnTracksLocation(long TstSeconds, double LatDeg, double LonDeg, double SpeedKmh, double HeadingDeg, double AccuracyM);

/// <summary>What the OwnTracks app of a phone publishes: <c>owntracks/{user}/{device}</c>, one JSON object with its kind under <c>_type</c>.</summary>
public static class OwnTracks
{
    public const string Prefix = "owntracks/";

    /// <summary>Largest payload looked at, bytes; the app's own are a few hundred.</summary>
    public const int MaxBytes = 4096;

    /// <summary>What the app sends beside places, known and of no use here.</summary>
    public static readonly IReadOnlySet<string> Others = new HashSet<string>
    {
        "beacon", "card", "cmd", "configuration", "dump", "encrypted", "lwt", "request", "status", "steps", "tour", "tours", "transition", "waypoint", "waypoints",
    };

    static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Whose it says it is; the app adds <c>/event</c>, <c>/info</c> and the like to the third level for what is no place.</summary>
    public static bool TryTopic(string? topic, out string user)
    {
        user = "";
        if (topic is null || topic.Length > 120 || !topic.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var parts = topic.Split('/');
        if (parts.Length is < 3 or > 5 || !Topic.IsId(parts[1]) || parts[2].Length == 0) return false;
        user = parts[1];
        return true;
    }

    /// <summary>A place; null with no reason for what the app sends beside; null with a reason, which says nothing of the payload, for what cannot be understood.</summary>
    public static OwnTracksLocation? Read(ReadOnlyMemory<byte> payload, out string? reason)
    {
        reason = null;
        // The app clears a message that it had asked to be retained by an empty one.
        if (payload.IsEmpty) return null;
        if (payload.Length > MaxBytes) { reason = "payload too large"; return null; }
        try
        {
            using var document = JsonDocument.Parse(payload, s_strict);
            return document.RootElement is { ValueKind: JsonValueKind.Object } message ? Of(message, out reason) : Wrong("not an object", out reason);
        }
        catch (JsonException) { return Wrong("not JSON", out reason); }
        // Half a surrogate pair is JSON and no text.
        catch (InvalidOperationException) { return Wrong("not text", out reason); }
    }

    static OwnTracksLocation? Of(JsonElement message, out string? reason)
    {
        reason = null;
        var kind = message.TryGetProperty("_type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;
        if (kind is null) return Wrong("no _type", out reason);
        if (Others.Contains(kind)) return null;
        if (kind != "location") return Wrong("_type is not one of OwnTracks'", out reason);
        if (Number(message, "lat") is not (>= -90 and <= 90 and var lat) || Number(message, "lon") is not (>= -180 and <= 180 and var lon)) return Wrong("lat or lon out of range", out reason);
        // 1970 to 2200, as other devices.
        if (Number(message, "tst") is not (>= 0 and <= 7_258_118_400 and var tst)) return Wrong("tst out of range", out reason);
        return new((long)tst, lat, lon, Within(message, "vel", 400), Within(message, "cog", 360), Within(message, "acc", 100_000));
    }

    static OwnTracksLocation? Wrong(string why, out string? reason)
    {
        reason = why;
        return null;
    }

    static double? Number(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;

    /// <summary>What a phone does not know it leaves out or gives as -1.</summary>
    static double Within(JsonElement message, string name, double most) => Number(message, name) is >= 0 and var number && number <= most ? number : 0;
}
