using System.Text;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Audit;

namespace SpecimenLogistics.Ui.Api;

/// <summary>Serials and what the bench said of them: as JSON for a box, as a table for a laboratory, and a laboratory's own table back.</summary>
static class TubesApi
{
    public static void MapTubes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/boxes/{id}/tubes", OfBox).IsLookup(LookupKind.Looked).WithSummary("The tubes of a box by cycle, each with its outcome at the bench");
        routes.MapGet("/laboratories/{id}/tubes.csv", Export).RequireAuthorization(May.Tubes).AddEndpointFilter(OwnLaboratory.Only).IsLookup(LookupKind.Exported).Produces<string>(contentType: "text/csv").WithSummary("The tubes of every box that was at a laboratory");
        routes.MapPost("/laboratories/{id}/tubes.csv", Import).RequireAuthorization(May.Tubes).AddEndpointFilter(OwnLaboratory.Only).Produces<ImportedTubes>()
            .WithSummary("A laboratory's own list of tubes against what was packed; good lines are kept, bad ones get a sentence each");
    }

    static async Task<IReadOnlyList<TubeLine>> OfBox(string id, int? cycle, LiveState live, BenchReader bench, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var box = live.Views.One<BoxView>(id) ?? throw Refusal.NotFound($"boxes knows no '{(Domain.Code.IsPlain(id) ? id : "")}'.");
        return await bench.OfBox(box.Id, cycle, cancel);
    }

    internal static async Task Export(string id, LiveState live, BenchReader bench, HttpResponse response, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var laboratory = ReasonsApi.Laboratory(id, live);
        response.ContentType = "text/csv; charset=utf-8; header=present";
        response.Headers.ContentDisposition = $"attachment; filename=\"{laboratory.Id}-tubes.csv\"";
        await response.WriteAsync(TubesCsv.Head, cancel);
        await foreach (var tube in bench.OfLaboratory(laboratory.Id, cancel)) await response.WriteAsync(TubesCsv.Row(tube), cancel);
    }

    internal static async Task<ImportedTubes> Import(string id, HttpRequest request, LiveState live, TubeImport import, CancellationToken cancel)
    {
        if (request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) != true)
            throw new Refusal(StatusCodes.Status415UnsupportedMediaType, "Send Content-Type: text/csv; charset=utf-8.");
        await live.CatchUp(cancel);
        var laboratory = ReasonsApi.Laboratory(id, live);
        return await import.Import(laboratory.Id, TubesCsv.Read(Text(await JsonBody.ReadBounded(request, cancel))), cancel);
    }

    static string Text(byte[] bytes)
    {
        try { return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes); }
        catch (DecoderFallbackException) { throw Refusal.BadRequest("The table is not UTF-8."); }
    }
}
