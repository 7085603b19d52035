using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;
using SpecimenLogistics.Ui.Audit;

namespace SpecimenLogistics.Ui;

/// <summary>Reports as pages, and to take away. A page takes a date, or <see cref="Whole"/>.</summary>
static class ReportRoutes
{
    public const string Whole = "programme";

    public static void MapReports(this IEndpointRouteBuilder app)
    {
        var reports = app.MapGroup("/reports").RequireAuthorization(May.Report).AddEndpointFilter<RefusalFilter>().ExcludeFromDescription();
        reports.MapGet("", (HttpContext context, ReportReader reader, CancellationToken cancel) => Page(null, context, reader, cancel));
        reports.MapGet("/{date}", (string date, HttpContext context, ReportReader reader, CancellationToken cancel) => Page(date, context, reader, cancel));
        reports.MapGet("/{date}.csv", async (string date, ReportReader reader, CancellationToken cancel) =>
        {
            var (report, times) = await reader.Read(DateOf(date), cancel);
            return File(FiguresCsv.Of(report, times), $"report-{date}.csv");
        }).IsLookup(LookupKind.Exported);
        reports.MapGet("/{date}/deliveries.csv", async (string date, ReportReader reader, CancellationToken cancel) =>
        {
            var (report, times) = await reader.Read(DateOf(date), cancel);
            return File(DeliveriesCsv.Of(report.Lines, times), $"deliveries-{date}.csv");
        }).IsLookup(LookupKind.Exported);
        reports.MapGet("/{date}.json", async (string date, ReportReader reader, CancellationToken cancel) =>
        {
            var (report, times) = await reader.Read(DateOf(date), cancel);
            return TypedResults.Bytes(ReportJson.Of(report, (await reader.Root(cancel))?.Root, times), "application/json", $"report-{date}.json");
        }).IsLookup(LookupKind.Exported);
        reports.MapPost("/root", async (IRoots roots, HttpContext context, CancellationToken cancel) =>
        {
            await roots.Sign(cancel);
            context.Response.Headers.Location = "/reports#root";
            return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
        });
    }

    static async Task<IResult> Page(string? date, HttpContext context, ReportReader reader, CancellationToken cancel)
    {
        var known = TryDate(date, out var day);
        if (!known) context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.Headers.CacheControl = "no-store";
        var (report, times) = await reader.Read(date is null || !known ? await reader.Newest(cancel) : day, cancel);
        return new RazorComponentResult<ReportPage>(new Dictionary<string, object?>
        {
            [nameof(ReportPage.Report)] = report, [nameof(ReportPage.Times)] = times, [nameof(ReportPage.Root)] = await reader.Root(cancel), [nameof(ReportPage.Words)] = Lexicon.For(Visitor.Language(context)),
            [nameof(ReportPage.Theme)] = Visitor.Theme(context), [nameof(ReportPage.Unknown)] = known ? null : date, [nameof(ReportPage.MayAudit)] = May.Who[May.Audit].Any(r => context.User.IsInRole(Kebab.Of(r))),
        });
    }

    static DateOnly? DateOf(string date) => TryDate(date, out var day) ? day : throw Refusal.NotFound($"'{date}' is no date: write {Whole}, or a day as 2020-09-06.");

    /// <summary>null for the whole programme.</summary>
    static bool TryDate(string? text, out DateOnly? day)
    {
        day = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
        return day is not null || text is null or Whole;
    }

    /// <summary>With a mark in front, without which spreadsheets do not take it for UTF-8.</summary>
    static FileContentHttpResult File(string table, string name) => TypedResults.Bytes(Encoding.UTF8.GetBytes("\uFEFF" + table), "text/csv; charset=utf-8", name);
}
