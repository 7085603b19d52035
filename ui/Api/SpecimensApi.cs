using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Audit;

namespace SpecimenLogistics.Ui.Api;

/// <summary>Tubes as HL7 FHIR R4 JSON, and a laboratory's Bundle back.</summary>
static class SpecimensApi
{
    public static void MapSpecimens(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/boxes/{id}/specimens", OfBox).IsLookup(LookupKind.Exported).WithSummary("A box's tubes as a FHIR R4 Bundle of Specimens; its last cycle unless ?cycle= says which");
        routes.MapGet("/deliveries/{date}/{site}/{session}/specimens", OfDelivery).IsLookup(LookupKind.Exported).WithSummary("A delivery's tubes as a FHIR R4 Bundle of Specimens");
        routes.MapPost("/laboratories/{id}/specimens", Import).RequireAuthorization(May.Tubes).AddEndpointFilter(OwnLaboratory.Only).Produces<ImportedTubes>()
            .WithSummary("A laboratory's FHIR R4 Bundle of Specimens against what was packed; taken as the same list in a table is");
    }

    internal static async Task<IResult> OfBox(
        string id, int? cycle, LiveState live, BenchReader bench, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var box = live.Views.One<BoxView>(id) ?? throw Refusal.NotFound($"boxes knows no '{(Domain.Code.IsPlain(id) ? id : "")}'.");
        var tubes = await bench.OfBox(box.Id, cycle ?? box.Cycles.LastOrDefault()?.Cycle, cancel);
        return Bundle($"box/{box.Id}", tubes, programme);
    }

    static async Task<IResult> OfDelivery(
        string date, string site, string session, LiveState live, BenchReader bench, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var delivery = live.Views.One<DeliveryView>($"{date}/{site}/{session}") ?? throw Refusal.NotFound("There is no such delivery.");
        return Bundle($"delivery/{delivery.Id}", await bench.OfDelivery(delivery, cancel), programme);
    }

    static IResult Bundle(string of, IReadOnlyList<TubeLine> tubes, TimeProvider programme) =>
        Results.Bytes(SpecimenBundle.Write(of, Instant.From(programme.GetUtcNow()), tubes), SpecimenBundle.ContentType);

    internal static async Task<ImportedTubes> Import(string id, HttpRequest request, LiveState live, TubeImport import, CancellationToken cancel)
    {
        if (request.ContentType?.StartsWith("application/fhir+json", StringComparison.OrdinalIgnoreCase) != true && !request.HasJsonContentType())
            throw new Refusal(StatusCodes.Status415UnsupportedMediaType, "Send Content-Type: application/fhir+json.");
        await live.CatchUp(cancel);
        var laboratory = ReasonsApi.Laboratory(id, live);
        using var bundle = Parsed(await JsonBody.ReadBounded(request, cancel));
        var list = SpecimenReading.Read(bundle.RootElement, out var wrong) ?? throw Refusal.BadRequest($"The body is no FHIR R4 Bundle: {wrong}.");
        return await import.Import(laboratory.Id, list, cancel);
    }

    static JsonDocument Parsed(byte[] bytes)
    {
        try
        {
            // A document takes half a letter for a text until somebody asks for it.
            for (var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 32 }); reader.Read();)
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) reader.GetString();
            return JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 32 });
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) { throw Refusal.BadRequest("The body is not JSON."); }
    }
}
