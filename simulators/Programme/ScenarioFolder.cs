using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using SpecimenLogistics.Simulators.Roads;

namespace SpecimenLogistics.Simulators.Programme;

/// <summary>The files of one scenario: <c>scenario.json</c>, <c>centres.csv</c>, <c>hubs.csv</c>, and the roads it names.</summary>
internal static class ScenarioFolder
{
    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new HourJson() },
    };

    public static Scenario Read(string name)
    {
        var root = Path.Combine(AppContext.BaseDirectory, "scenarios");
        var folder = Path.Combine(root, name);
        var file = Path.Combine(folder, "scenario.json");
        if (name != Path.GetFileName(name) || !File.Exists(file))
            throw new FileNotFoundException($"There is no scenario \"{name}\"; there are: {string.Join(", ", Known(root))}.", file);

        var numbers = JsonSerializer.Deserialize<Numbers>(File.ReadAllBytes(file), Json) ?? throw new InvalidDataException($"{file} is empty.");
        List<Centre> centres = [.. Table.Read(Path.Combine(folder, "centres.csv")).Select(Centre)];
        List<Hub> hubs = [.. Table.Read(Path.Combine(folder, "hubs.csv")).Select(Hub)];
        Check(name, centres, hubs);
        return new Scenario(name, numbers, centres, hubs, RoadMap.Read(Path.Combine(root, numbers.Roads)));
    }

    static void Check(string name, List<Centre> centres, List<Hub> hubs)
    {
        if (hubs.Count(h => h.Role == "warehouse") != 1) throw new InvalidDataException($"{name}: hubs.csv needs exactly one warehouse.");
        if (centres.Select(c => c.Id).Concat(hubs.Select(h => h.Id)).GroupBy(id => id).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InvalidDataException($"{name}: there are two sites {twice.Key}.");
        if (centres.FirstOrDefault(c => !hubs.Any(h => h.IsLaboratory && h.Id == c.Laboratory)) is { } astray)
            throw new InvalidDataException($"{name}: {astray.Id} delivers to {astray.Laboratory}, which is no laboratory.");
        if (centres.FirstOrDefault(c => c.Courier is null != c.Pier is null) is { } half)
            throw new InvalidDataException($"{name}: {half.Id} needs both courier and pier, or neither.");
    }

    static IEnumerable<string> Known(string root) =>
        Directory.Exists(root) ? Directory.GetDirectories(root).Where(d => File.Exists(Path.Combine(d, "scenario.json"))).Select(d => Path.GetFileName(d)).Order() : [];

    static Centre Centre(Row row) => new(
        row.Text("id"), row.Text("name_en"), row.Text("name_zh"), row.Text("district"), Spot(row), row.Whole("accuracy_m"), row.Whole("fence_m"),
        row.Text("provenance"), row.Text("laboratory"), row.Whole("people_a_day"), Sessions(row), row.Whole("target_minutes"), row.Whole("opening_kits"),
        row.Optional("courier"), row.Optional("pier"));

    static Hub Hub(Row row) => new(
        row.Text("id"), row.Text("name_en"), row.Text("name_zh"), row.Text("role"), row.Text("district"), Spot(row), row.Text("provenance"),
        row.Whole("docks"), row.Whole("scanners"), row.Whole("benches"));

    static Spot Spot(Row row) => new(row.Number("lat"), row.Number("lon"), row.Text("id"));

    static List<Hours> Sessions(Row row)
    {
        var sessions = new List<Hours>();
        foreach (var span in row.Text("sessions").Split(' '))
        {
            if (span.Split('-') is not [var opens, var closes] || Row.Hour(opens) is not { } from || Row.Hour(closes) is not { } to || from >= to)
                throw row.Wrong("sessions", "hours such as 08:00-13:30 14:30-20:00");
            sessions.Add(new Hours(sessions.Count + 1, from, to));
        }
        return sessions;
    }

    sealed class HourJson : JsonConverter<TimeOnly>
    {
        public override TimeOnly Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            TimeOnly.TryParseExact(reader.GetString(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? time : throw new JsonException("An hour is written 08:00.");

        public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("HH:mm", CultureInfo.InvariantCulture));
    }
}
