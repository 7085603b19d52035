using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <param name="Zone">An IANA name.</param>
public sealed record ProgrammeBody(string Name, string Zone, bool Simulated, string? Scenario, int? Seed, DateOnly? Date);

static class ProgrammeApi
{
    public static void MapProgramme(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/programme", Put).Accepts<ProgrammeBody>("application/json").Produces<Registered>()
            .WithSummary("Says what programme this store belongs to");

    static async Task<Registered> Put(HttpRequest request, Registrar registrar, CancellationToken cancel)
    {
        var body = await JsonBody.Read<ProgrammeBody>(request, cancel);
        var fact = ToFact(body);
        var before = await registrar.Newest<ProgrammeSet>(Subject.Programme, cancel);
        if (before is not null && Clash(before, fact) is { } sentence) throw Refusal.Conflict(sentence);
        return await registrar.Register([Wanted.Always(Subject.Programme, fact)], cancel);
    }

    static ProgrammeSet ToFact(ProgrammeBody body)
    {
        var check = new Check();
        check.Text(body.Name, 100, "name");
        check.That(TimeZoneInfo.TryFindSystemTimeZoneById(body.Zone ?? "", out var zone) && zone.HasIanaId, "zone", "not a zone of the IANA list, like Asia/Hong_Kong.");
        check.That(body.Scenario is null || Domain.Code.IsPlain(body.Scenario), "scenario", "not a plain name.");
        check.Done();
        return new ProgrammeSet(body.Name, body.Zone!, body.Simulated, body.Scenario, body.Seed, body.Date);
    }

    /// <summary>A replay's store stays a replay's, of the same day; a real one never becomes simulated.</summary>
    static string? Clash(ProgrammeSet before, ProgrammeSet now) =>
        before.Simulated != now.Simulated ? $"This store is {(before.Simulated ? "" : "not ")}simulated, for ever: use another data folder."
        : before.Simulated && (before.Scenario, before.Seed, before.Date) != (now.Scenario, now.Seed, now.Date)
            ? $"This store holds scenario {before.Scenario}, seed {before.Seed}, {before.Date:yyyy-MM-dd}: use the same, or another data folder."
            : null;
}
