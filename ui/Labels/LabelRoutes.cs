using Microsoft.AspNetCore.Http.HttpResults;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Labels;

/// <summary>What is printed: labels, the paper that goes with a box, and the card for the day when nothing works.</summary>
static class LabelRoutes
{
    public static void MapLabels(this IEndpointRouteBuilder app)
    {
        var labels = app.MapGroup("/labels").RequireAuthorization(May.Print).ExcludeFromDescription();
        labels.MapGet("", Ask);
        labels.MapGet("/{kind}", Sheets);
        labels.MapGet("/manifest", (string? box) => Results.Redirect($"/labels/manifest/{Uri.EscapeDataString(box?.Trim().ToUpperInvariant() is { Length: > 0 } typed ? typed : "-")}"));
        labels.MapGet("/manifest/{box}", Paper);
        labels.MapGet("/card/{role}", Card);
    }

    /// <summary>The form; with a kind in the address, what was asked for, if it can be printed.</summary>
    static async Task<IResult> Ask(HttpContext context, LiveState live, IReadModel readModel, CancellationToken cancel)
    {
        var (wish, words) = (LabelWish.Of(context.Request), Lexicon.For(Visitor.Language(context)));
        if (wish.Kind.Length == 0) return Form(context, live, words, wish, []);
        // The address that is printed from names its serials, so that the same sheet can be printed again.
        if (wish is { Kind: "tube", From: "", List: "", Count.Length: > 0 }) wish = wish with { From = CodeRange.FreshSerial() };
        var (order, wrong) = await Read(wish, words, live, readModel, cancel);
        return order is null ? Form(context, live, words, wish, wrong) : Results.Redirect(wish.Address);
    }

    static async Task<IResult> Sheets(string kind, HttpContext context, LiveState live, IReadModel readModel, CancellationToken cancel)
    {
        var (wish, words) = (LabelWish.Of(context.Request, kind), Lexicon.For(Visitor.Language(context)));
        var (order, wrong) = await Read(wish, words, live, readModel, cancel);
        return order is null
            ? Form(context, live, words, wish, wrong)
            : new RazorComponentResult<LabelSheets>(new Dictionary<string, object?> { [nameof(LabelSheets.Order)] = order, [nameof(LabelSheets.Words)] = words, [nameof(LabelSheets.Simulated)] = Simulated(live) });
    }

    static async Task<(LabelOrder? Order, IReadOnlyList<string> Wrong)> Read(LabelWish wish, Lexicon words, LiveState live, IReadModel readModel, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var reading = new LabelReading(wish, words);
        if (reading.Read(live.Views) is not { } order) return (null, reading.Wrong);
        if (order.Kind != LabelKind.Tube) return (order, []);
        // A serial that is in a box must not be on a second tube.
        foreach (var serial in order.Codes)
            if ((await readModel.FindTube(serial, cancel)).Count > 0) return (null, [words.Of("labels.wrong.used", LabelForms.Spaced(LabelKind.Tube, serial))]);
        return (order, []);
    }

    static async Task<IResult> Paper(string box, HttpContext context, LiveState live, BenchReader reader, int? cycle, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var words = Lexicon.For(Visitor.Language(context));
        var manifest = BoxId.TryParse(box, out var id) && live.Views.One<BoxView>(box) is not null ? Manifest.Of(await reader.Fold(id, cancel), cycle, live.Views) : null;
        if (manifest is null) return NotFound(context, live, words, words.Of("labels.wrong.box", box.Length <= 40 ? box : "…"));
        return new RazorComponentResult<ManifestPage>(new Dictionary<string, object?>
        {
            [nameof(ManifestPage.Manifest)] = manifest, [nameof(ManifestPage.Words)] = words, [nameof(ManifestPage.Simulated)] = Simulated(live), [nameof(ManifestPage.Times)] = new ZonedTimes(live.Zone),
        });
    }

    static IResult Card(string role, HttpContext context, LiveState live)
    {
        var words = Lexicon.For(Visitor.Language(context));
        if (DowntimeCard.Of(role) is not { } card) return NotFound(context, live, words, words.Of("labels.wrong.role", string.Join(", ", DowntimeCard.Roles)));
        return new RazorComponentResult<CardPage>(new Dictionary<string, object?> { [nameof(CardPage.Card)] = card, [nameof(CardPage.Words)] = words, [nameof(CardPage.Simulated)] = Simulated(live), [nameof(CardPage.Zone)] = words.Zone(live.Zone) });
    }

    static IResult NotFound(HttpContext context, LiveState live, Lexicon words, string sentence)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Form(context, live, words, LabelWish.Of(context.Request), [sentence]);
    }

    static IResult Form(HttpContext context, LiveState live, Lexicon words, LabelWish wish, IReadOnlyList<string> wrong)
    {
        if (wrong.Count > 0 && context.Response.StatusCode == StatusCodes.Status200OK) context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return new RazorComponentResult<LabelForm>(new Dictionary<string, object?>
        {
            [nameof(LabelForm.Wish)] = wish, [nameof(LabelForm.Wrong)] = wrong, [nameof(LabelForm.Words)] = words, [nameof(LabelForm.Simulated)] = Simulated(live),
        });
    }

    static bool Simulated(LiveState live) => live.Programme?.Simulated ?? false;
}
