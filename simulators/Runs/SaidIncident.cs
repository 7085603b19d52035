using System.Text.Json;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>An incident as the server told it.</summary>
internal sealed record SaidIncident(string Id, string Cause, string About, bool Red, bool Open, DateTimeOffset Raised)
{
    /// <summary>It had been a line of its own before a group took it in.</summary>
    public bool CameUp { get; init; }


    public static SaidIncident Read(JsonElement said) => new(
        said.Text("id") ?? "", said.Text("cause") ?? "", said.Text("about") ?? "", said.Text("severity") == "red", said.Text("status") is "open" or "acknowledged",
        said.Time("raised") ?? throw new RunTrouble("an incident from the server that nobody raised"))
    {
        CameUp = said.TryGetProperty("came_up", out var cameUp) && cameUp.ValueKind == JsonValueKind.True,
    };
}

/// <summary>One line of the server's incident list: an incident, or many as one.</summary>
/// <param name="Members">Itself, when it stands alone.</param>
internal sealed record SaidLine(DateTimeOffset Raised, IReadOnlyList<SaidIncident> Members)
{
    public static SaidLine Read(JsonElement said)
    {
        var members = said.TryGetProperty("members", out var list) ? list.EnumerateArray().Select(SaidIncident.Read).ToList() : [];
        return members.Count > 0 ? new SaidLine(said.Time("raised")!.Value, members) : new SaidLine(said.Time("raised")!.Value, [SaidIncident.Read(said)]);
    }

    /// <summary>Every moment at which a new line came up for a reader: this one, and each that a group took off the list again.</summary>
    public IEnumerable<DateTimeOffset> New => Members.Where(m => m.CameUp).Select(m => m.Raised).Append(Raised);
}
