using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ui.Api;

/// <param name="InMotion">Summaries under way: while above 0, a difference may be on its way to being none.</param>
public sealed record LedgerBody(
    bool Balanced, int Boxes, int Nowhere, long InMotion, IReadOnlyDictionary<string, int> Totals, IReadOnlyList<LedgerLine> Places);

static class LedgerApi
{
    public static void MapLedger(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ledger", async (LiveState live, IReadModel readModel, CancellationToken cancel) =>
        {
            await live.CatchUp(cancel);
            var book = LedgerBook.Of(live.Views);
            var counts = await readModel.Counts(cancel);
            var totals = Enum.GetValues<Domain.BoxPlace>().ToDictionary(place => Kebab.Of(place), place => book.Places.GetValueOrDefault(place));
            return new LedgerBody(book.Balanced, book.Boxes, book.Nowhere, counts.Outbox, totals, book.Lines);
        }).WithSummary("The box ledger: every place's account against the boxes' own places");
}
