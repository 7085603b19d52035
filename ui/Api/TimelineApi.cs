using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Audit;

namespace SpecimenLogistics.Ui.Api;

static class TimelineApi
{
    const int Most = 5000;

    public static void MapTimelines(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{kind}/{id}/timeline", (string kind, string id, TimelineReader reader, long? after, int? limit, CancellationToken cancel) =>
            Read(kind, id, reader, after, limit, cancel)).IsLookup(LookupKind.Looked, http => http.Request.RouteValues["kind"] is "tube" or "tubes").WithSummary("The facts about one thing, in order of happening, with their three times and hashes");
        routes.MapGet("/deliveries/{date}/{site}/{session}/timeline",
            (string date, string site, string session, TimelineReader reader, long? after, int? limit, CancellationToken cancel) =>
            Read("delivery", $"{date}/{site}/{session}", reader, after, limit, cancel)).WithSummary("The facts about one delivery");
    }

    internal static async Task<IReadOnlyList<TimelineEntry>> Read(string kind, string id, TimelineReader reader, long? after, int? limit, CancellationToken cancel)
    {
        if (limit is < 1 or > Most) throw Refusal.BadRequest($"limit: 1 to {Most}.");
        if (id.Length > 100) throw Refusal.BadRequest("The id is over 100 characters.");
        var entries = kind is "tubes" or "tube"
            ? await reader.OfTube(TubeSerial.TryParse(id, out var tube) ? tube : throw Refusal.BadRequest($"'{id}' is not a tube's serial number."), cancel)
            : await reader.Of(new Subject(Kind(kind), id), after ?? 0, limit ?? Most, cancel);
        return entries.Count > 0 || after > 0 ? entries : throw Refusal.NotFound($"No fact speaks of {kind} '{id}'.");
    }

    /// <summary>The routes' plural or the subject's own word.</summary>
    static SubjectKind Kind(string word)
    {
        var singular = word switch { "boxes" => "box", "deliveries" => "delivery", _ => word.TrimEnd('s') };
        return Subject.TryKind(singular, out var kind) ? kind : throw Refusal.NotFound($"There is no kind '{word}'.");
    }
}
