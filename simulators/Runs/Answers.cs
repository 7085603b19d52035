using System.Globalization;
using System.Text.Json;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>What the server answers at the end of a day, as far as the truth check and the report need it.</summary>
/// <param name="Lines">The canonical lines as they came, without line feeds.</param>
/// <param name="SaidHash">The hash the server gives for them.</param>
internal sealed record Answers(
    IReadOnlyList<string> Lines, string? SaidHash, IReadOnlyList<SaidDelivery> Deliveries, IReadOnlyList<SaidUnload> Unloads, bool LedgerBalanced,
    IReadOnlyList<SaidLine> Incidents, IReadOnlyDictionary<string, IReadOnlyList<(DateTimeOffset At, bool AtRisk)>> Risks, int IncidentsRed, int StockOuts, string? ChainRoot, ServerStatus Status)
{
    /// <summary>What the server says of loggers: boxes that carried one, those too warm or cold, those unknown, and the mean kinetic temperatures.</summary>
    public JsonElement Figures { get; init; }

    /// <summary>Incidents that were over before the desk heard of them: not in its list.</summary>
    public IReadOnlyList<SaidIncident> OverAtOnce { get; init; } = [];

    /// <summary>What was ordered, what drivers were told of it, and how much of that they accepted.</summary>
    public int Orders { get; init; }
    public int Instructions { get; init; }
    public int InstructionsAccepted { get; init; }

    public static async Task<Answers> AskAsync(Rest rest, DateOnly date, CancellationToken cancel)
    {
        var root = await rest.PostAsync("api/v1/roots", null, cancel);
        var (canonical, hash) = await rest.GetCanonicalAsync(cancel);
        var deliveries = await rest.GetAsync("api/v1/deliveries", cancel);
        var unloads = await rest.GetAsync("api/v1/unloads", cancel);
        var ledger = await rest.GetAsync("api/v1/ledger", cancel);
        var incidents = await rest.GetAsync("api/v1/incidents", cancel);
        var over = await rest.GetAsync("api/v1/incidents?over=true", cancel);
        SaidLine[] lines = [.. incidents.EnumerateArray().Select(SaidLine.Read)];
        var figures = await rest.GetAsync("api/v1/report", cancel);
        var sites = await rest.GetAsync("api/v1/sites", cancel);
        var orders = await rest.GetAsync($"api/v1/plans/{date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}/orders", cancel);
        JsonElement[] told = [.. orders.EnumerateArray().SelectMany(o => o.GetProperty("vehicles").EnumerateArray())];
        return new Answers(
            canonical.Split('\n', StringSplitOptions.RemoveEmptyEntries), hash,
            [.. deliveries.EnumerateArray().Select(SaidDelivery.Read)], [.. unloads.EnumerateArray().Select(SaidUnload.Read)],
            ledger.GetProperty("balanced").GetBoolean(), lines, await RisksAsync(rest, lines, cancel), figures.Number("incidents_red"), sites.EnumerateArray().Sum(s => s.Number("stock_outs")),
            root.Text("root"), await ServerStatus.AskAsync(rest, cancel)) 
        {
            Figures = figures,
            OverAtOnce = [.. over.EnumerateArray().Select(SaidIncident.Read)],
            Orders = orders.GetArrayLength(),
            Instructions = told.Length,
            InstructionsAccepted = told.Count(t => t.Time("accepted") is not null),
        };
    }

    /// <summary>Of every delivery that ever was at risk, the server's judgements and their moments, in order.</summary>
    static async Task<IReadOnlyDictionary<string, IReadOnlyList<(DateTimeOffset At, bool AtRisk)>>> RisksAsync(Rest rest, IReadOnlyList<SaidLine> lines, CancellationToken cancel)
    {
        const string prefix = "delivery/";
        var risks = new Dictionary<string, IReadOnlyList<(DateTimeOffset, bool)>>();
        foreach (var incident in lines.SelectMany(l => l.Members).Where(i => i.Cause == "at-risk" && i.About.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var facts = await rest.GetAsync($"api/v1/deliveries/{incident.About[prefix.Length..]}/timeline", cancel);
            risks[incident.About[prefix.Length..]] = [.. facts.EnumerateArray().Where(f => f.Text("kind") == "risk-judged")
                .Select(f => (f.Time("occurred_at")!.Value, f.GetProperty("fact").GetProperty("at_risk").GetBoolean()))];
        }
        return risks;
    }
}

internal sealed record SaidDelivery(string Id, DateTimeOffset? Closed, DateTimeOffset? Unloaded, bool UnloadScanned = true)
{
    public static SaidDelivery Read(JsonElement said) =>
        new(said.Text("id") ?? throw new RunTrouble("a delivery without an id from the server"), said.Time("declared_closure"), said.Time("unloaded_at"),
            !(said.TryGetProperty("boxes", out var boxes) && boxes.EnumerateArray().Any(b => b.Time("unloaded_at") is null && b.Time("received_at") is not null)));
}

internal sealed record SaidUnload(string Dock, string? Vehicle, DateTimeOffset From, DateTimeOffset To, double Seconds, double? GateSeconds, IReadOnlyList<string> Boxes)
{
    /// <summary>Boxes of the load that nobody scanned at the dock.</summary>
    public IReadOnlyList<string> Unscanned { get; init; } = [];

    public static SaidUnload Read(JsonElement said) => new(
        said.Text("dock") ?? "", said.Text("vehicle"),
        said.Time("from") ?? throw new RunTrouble("an unload without its start from the server"),
        said.Time("to") ?? throw new RunTrouble("an unload without its end from the server"),
        said.GetProperty("seconds").GetDouble(),
        said.TryGetProperty("gate_seconds", out var gate) && gate.ValueKind == JsonValueKind.Number ? gate.GetDouble() : null,
        Codes(said.GetProperty("boxes")))
    {
        Unscanned = said.TryGetProperty("unscanned", out var unscanned) ? Codes(unscanned) : [],
    };

    static string[] Codes(JsonElement list) => [.. list.EnumerateArray().Select(b => b.GetString()!).Order(StringComparer.Ordinal)];
}

/// <summary>How the REST API's fields are read: absent and null are the same.</summary>
internal static class JsonFields
{
    public static string? Text(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String ? field.GetString() : null;

    public static int Number(this JsonElement from, string name) => (int)from.Long(name);

    public static long Long(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.Number ? field.GetInt64() : 0;

    public static double? Double(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.Number ? field.GetDouble() : null;

    public static DateTimeOffset? Time(this JsonElement from, string name) =>
        from.Text(name) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal) : null;
}
