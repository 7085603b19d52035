using System.Text.Json;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>An incident as the server told it.</summary>
internal sealed record SaidIncident(string Id, string Cause, string About, bool Red, bool Open, DateTimeOffset Raised)
{
    public static SaidIncident Read(JsonElement said) => new(
        said.Text("id") ?? "", said.Text("cause") ?? "", said.Text("about") ?? "", said.Text("severity") == "red", said.Text("status") is "open" or "acknowledged",
        said.Time("raised") ?? throw new RunTrouble("an incident from the server that nobody raised"));
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

    /// <summary>What a list showed for a shorter time than this nobody has read.</summary>
    static readonly TimeSpan s_glance = TimeSpan.FromSeconds(10);

    /// <summary>Every moment at which something new came up for a reader: those of a group that came well before it stood alone first.</summary>
    public IEnumerable<DateTimeOffset> New => Members.Select(m => m.Raised).Where(r => r < Raised - s_glance).Append(Raised);
}
