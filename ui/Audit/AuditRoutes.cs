using System.IO.Compression;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;
using SpecimenLogistics.Ui.People;

namespace SpecimenLogistics.Ui.Audit;

/// <summary>Evidence of one box or tube: shown, checked in the reader's browser, taken away. Each look and each pack is recorded first.</summary>
static class AuditRoutes
{
    public static IServiceCollection AddAudit(this IServiceCollection services) =>
        services.AddSingleton<AuditReader>().AddSingleton<LookupDesk>().AddSingleton<ILookups, StoredLookups>();

    public static void MapAudit(this IEndpointRouteBuilder app)
    {
        var audit = app.MapGroup("/audit").RequireAuthorization(May.Audit).AddEndpointFilter<RefusalFilter>().ExcludeFromDescription();
        audit.MapGet("", Search);
        audit.MapGet("/{kind}/{id}", Page);
        audit.MapGet("/{kind}/{id}/chain.json", Chain);
        audit.MapGet("/{kind}/{id}/evidence.zip", Pack);
        audit.MapGet("/roots/{root}", Root);
    }

    static async Task<IResult> Search(string? q, HttpContext context, Searcher searcher, LiveState live, LookupDesk desk, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var text = q?.Trim() ?? "";
        SearchHit[] hits = [.. (await searcher.Find(text, cancel)).Where(h => AuditSubject.TryParse(h.Kind, h.Id, out _))];
        if (hits.FirstOrDefault(h => h.Id.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } exact) return Results.Redirect($"/audit/{exact.Kind}/{exact.Id}");
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<AuditPage>(Common(context, live, new()
        {
            [nameof(AuditPage.Asked)] = text, [nameof(AuditPage.Hits)] = hits, [nameof(AuditPage.Lookups)] = await desk.Newest(cancel), [nameof(AuditPage.Who)] = LookupDesk.Who(context.User),
        }));
    }

    static async Task<IResult> Page(string kind, string id, HttpContext context, AuditReader reader, LiveState live, LookupDesk desk, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        await live.CatchUp(cancel);
        if (!AuditSubject.TryParse(kind, id, out var subject)) return await Nothing(id, context, live, desk, cancel);
        AuditRecord record;
        try { record = await reader.Read(subject, cancel); }
        catch (Refusal refusal) when (refusal.Status == StatusCodes.Status404NotFound) { return await Nothing(id, context, live, desk, cancel); }
        var recorded = await desk.Record(context.User, LookupKind.Looked, subject.Value, cancel);
        return new RazorComponentResult<EvidencePage>(Common(context, live, new()
        {
            [nameof(EvidencePage.Record)] = record, [nameof(EvidencePage.Box)] = subject.IsTube ? null : live.Views.One<BoxView>(id), [nameof(EvidencePage.Lookup)] = recorded,
        }));
    }

    /// <summary>The same page that asks, with what was asked for still in it.</summary>
    static async Task<IResult> Nothing(string asked, HttpContext context, LiveState live, LookupDesk desk, CancellationToken cancel)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return new RazorComponentResult<AuditPage>(Common(context, live, new()
        {
            [nameof(AuditPage.Asked)] = asked, [nameof(AuditPage.Hits)] = Array.Empty<SearchHit>(), [nameof(AuditPage.Lookups)] = await desk.Newest(cancel), [nameof(AuditPage.Who)] = LookupDesk.Who(context.User),
        })) { StatusCode = StatusCodes.Status404NotFound };
    }

    /// <summary>Part of the page that was recorded: it says nothing more than that, in bytes.</summary>
    static async Task Chain(string kind, string id, HttpContext context, AuditReader reader, CancellationToken cancel)
    {
        // The root first: then it cannot speak of facts that are not read yet.
        var newest = await reader.NewestRoot(cancel);
        await Json(context, ChainJson.Of(await reader.Read(SubjectOf(kind, id), cancel), newest?.Signed), cancel);
    }

    static async Task Root(string root, HttpContext context, AuditReader reader, LookupDesk desk, CancellationToken cancel)
    {
        var digits = root.ToLowerInvariant();
        if (digits.Length != 64 || !digits.All(char.IsAsciiHexDigitLower)) throw Refusal.BadRequest("A root has 64 digits from 0 to 9 and a to f.");
        var stored = await reader.Root(digits, cancel);
        await desk.Record(context.User, LookupKind.RootAsked, digits, cancel);
        await Json(context, ChainJson.Root(stored.Signed, stored.Text), cancel);
    }

    static async Task<FileContentHttpResult> Pack(
        string kind, string id, string? root, HttpContext context, AuditReader reader, IRoots roots, LiveState live, LookupDesk desk, CancellationToken cancel)
    {
        var subject = SubjectOf(kind, id);
        var under = root is null ? await reader.NewestRoot(cancel) : await reader.Root(root.ToLowerInvariant(), cancel);
        var record = await reader.Read(subject, cancel);
        // What goes away is to be under a root to its last fact, unless somebody wants it under a root that he has on paper.
        if (root is null && (under is null || !Covers(under, record)))
        {
            under = await reader.Root((await roots.Sign(cancel)).Root, cancel);
            record = await reader.Read(subject, cancel);
        }
        await desk.Record(context.User, LookupKind.Exported, subject.Value, cancel);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(EvidencePack.Of(record, under!, new ZonedTimes(live.Zone)), "application/zip", $"{subject.Id}.zip");
    }

    static bool Covers(RootText root, AuditRecord record)
    {
        var text = System.Text.Encoding.UTF8.GetString(root.Text);
        return record.Streams.All(s => text.Contains(FormattableString.Invariant($"\nstream {s.Stream} {s.Head} {Convert.ToHexStringLower(s.HeadHash)}\n"), StringComparison.Ordinal));
    }

    static AuditSubject SubjectOf(string kind, string id) => AuditSubject.TryParse(kind, id, out var subject)
        ? subject
        : throw Refusal.NotFound($"There is evidence of a box or a tube: /audit/box/BX-0001, /audit/tube/T0000001; not of {kind} '{id}'.");

    /// <summary>Hashes do not get much smaller, and there are many of them: packed when the browser takes it.</summary>
    static async Task Json(HttpContext context, byte[] json, CancellationToken cancel)
    {
        var response = context.Response;
        (response.ContentType, response.Headers.CacheControl) = ("application/json", "no-store");
        if (!context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            await response.Body.WriteAsync(json, cancel);
            return;
        }
        response.Headers.ContentEncoding = "gzip";
        await using var packed = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await packed.WriteAsync(json, cancel);
    }

    static Dictionary<string, object?> Common(HttpContext context, LiveState live, Dictionary<string, object?> own)
    {
        own["Words"] = Lexicon.For(Visitor.Language(context));
        own["Theme"] = Visitor.Theme(context);
        own["Times"] = new ZonedTimes(live.Zone);
        own["Simulated"] = live.Programme?.Simulated ?? false;
        return own;
    }
}

/// <summary>Writes look-ups down, with the programme's clock.</summary>
sealed class LookupDesk(ILookups lookups, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme)
{
    const int Shown = 100;

    public async Task<Lookup> Record(ClaimsPrincipal user, LookupKind kind, string about, CancellationToken cancel)
    {
        var lookup = new Lookup(Instant.From(programme.GetUtcNow()), Who(user), kind, about);
        await lookups.Record(lookup, cancel);
        return lookup;
    }

    public Task<IReadOnlyList<Lookup>> Newest(CancellationToken cancel) => lookups.Newest(Shown, cancel);

    public static string Who(ClaimsPrincipal user) => user.Called();
}
