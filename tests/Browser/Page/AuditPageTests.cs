using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Browser;

/// <summary>The chain, made again in the reader's browser.</summary>
public sealed class AuditPageTests(Chromium chromium)
{
    const int Deadline = 90_000;
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = Deadline)]
    [InlineData("en", "light", 1366, 768)]
    [InlineData("en", "dark", 1920, 1080)]
    [InlineData("zh-Hant-HK", "dark", 1366, 768)]
    [InlineData("zh-Hans", "light", 1366, 768)]
    public async Task Agrees_marks_every_row_and_has_nothing_that_axe_objects_to(string language, string theme, int width, int height)
    {
        await using var host = await AuditHost.Start();
        await host.Chain.Roots.Sign(Cancel);
        var page = await Open(host, "/audit/box/BX-0420", language, theme, width, height);
        await Assertions.Expect(page.Locator("#verdict")).ToHaveClassAsync("card verdict good");
        var rows = await page.Locator("tr[data-stream]").CountAsync();
        Assert.Equal((13, 13), (rows, await page.Locator("tr[data-stream] .mark.good").CountAsync()));
        await Assertions.Expect(page.Locator(".simulation")).ToBeVisibleAsync();
        await Browsing.Picture(page, $"evidence-{width}-{language}-{theme}");
        await Axe.Clean(page);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await page.Context.DisposeAsync();
    }

    [Fact(Timeout = Deadline)]
    public async Task Two_hundred_tubes_are_one_row_that_says_how_late_they_came_and_a_correction_stands_out()
    {
        await using var host = await AuditHost.Start();
        var page = await Open(host, "/audit/box/BX-0420");
        var run = page.Locator("tr", new() { HasText = "200 tubes packed" });
        await Assertions.Expect(run).ToContainTextAsync("5–204");
        await Assertions.Expect(run).ToContainTextAsync("16:41:02–18:45:44");
        await Assertions.Expect(run).ToContainTextAsync("≤ +9 min");
        await Assertions.Expect(page.Locator("tr.correction")).ToContainTextAsync("Correction of 205");
        await Assertions.Expect(page.Locator("tr.corrected")).ToContainTextAsync("corrected by 206");
        await Assertions.Expect(page.Locator(".side")).ToContainTextAsync("Corrections: 1. Nothing was edited.");
        await page.Context.DisposeAsync();
    }

    [Fact(Timeout = Deadline)]
    public async Task Says_plainly_that_no_root_was_signed()
    {
        await using var host = await AuditHost.Start();
        var page = await Open(host, "/audit/box/BX-0420");
        await Assertions.Expect(page.Locator("#verdict")).ToContainTextAsync("No root was signed yet");
        await Assertions.Expect(page.Locator("#verdict")).ToHaveClassAsync("card verdict part");
        await page.Context.DisposeAsync();
    }

    [Fact(Timeout = Deadline)]
    public async Task A_root_from_paper_is_checked_typed_as_groups_or_scanned_and_a_typing_error_is_told_by_its_group()
    {
        await using var host = await AuditHost.Start();
        var paper = (await host.Chain.Roots.Sign(Cancel)).Root;
        await host.Chain.Add(AuditStory.Stream, OwnFact.Of("test\nafter", Instant.From(AuditStory.Now), new BoxHeld("looked at")));
        await host.Chain.Roots.Sign(Cancel);
        var page = await Open(host, "/audit/box/BX-0420");
        await Assertions.Expect(page.Locator("#verdict h2")).ToContainTextAsync("The chain agrees with the newest root.");
        await page.ClickAsync("#another");
        await page.FillAsync("#digits", "xyz" + paper[3..]);
        await page.ClickAsync("#paper [type=submit]");
        await Assertions.Expect(page.Locator("#paper-says")).ToContainTextAsync("Group 1 is not eight digits");
        await page.FillAsync("#digits", paper[..63] + (paper[63] == '0' ? '1' : '0'));
        await page.ClickAsync("#paper [type=submit]");
        await Assertions.Expect(page.Locator("#paper-says")).ToContainTextAsync("No root of this store has these digits");
        // A scanner types the QR code's capital letters and ends with Enter.
        await page.FillAsync("#digits", paper.ToUpperInvariant());
        await page.PressAsync("#digits", "Enter");
        await Assertions.Expect(page.Locator("#verdict h2")).ToContainTextAsync("The chain agrees with the paper.");
        await Assertions.Expect(page.Locator("#verdict")).ToContainTextAsync("8 of 8 groups the same.");
        await Assertions.Expect(page.Locator("#paper-says")).ToHaveTextAsync("The chain agrees with the paper.");
        await Assertions.Expect(page.Locator("#checked")).ToContainTextAsync("Not proved: 1 fact was recorded after this root");
        await Assertions.Expect(page.Locator("tr[data-stream] .mark.after")).ToHaveCountAsync(1);
        await Browsing.Picture(page, "evidence-paper-1366");
        await page.Context.DisposeAsync();
    }

    [Theory(Timeout = Deadline)]
    [InlineData("payload", "fact 207: what it says is not what was stored")]
    [InlineData("field", "fact 207: it does not follow")]
    [InlineData("hash", "fact 207: it does not follow")]
    [InlineData("dropped", "fact 207 is missing")]
    [InlineData("shortened", "after fact 211 its end is not where the store says")]
    [InlineData("head", "after fact 212 its end is not where the store says")]
    public async Task Notices_whatever_somebody_did_to_the_store(string what, string expected)
    {
        await using var host = await AuditHost.Start();
        await host.Chain.Roots.Sign(Cancel);
        host.Evidence.Streams = stream => Tampered(stream, what);
        var page = await Open(host, "/audit/box/BX-0420");
        await Assertions.Expect(page.Locator("#verdict h2")).ToContainTextAsync("The record does NOT agree.");
        await Assertions.Expect(page.Locator("#verdict .fault")).ToContainTextAsync(expected);
        if (what == "payload") await Assertions.Expect(page.Locator("tr.broken")).ToHaveCountAsync(1);
        if (what == "payload") { await Browsing.Picture(page, "evidence-broken-1366"); await Axe.Clean(page); }
        await page.Context.DisposeAsync();
    }

    [Fact(Timeout = Deadline)]
    public async Task Notices_a_store_that_was_made_anew_from_the_beginning()
    {
        await using var host = await AuditHost.Start();
        var paper = await host.Chain.Roots.Sign(Cancel);
        // Another store with the same box and one tube another, every hash of it right.
        var other = new FakeStore();
        AuditStory.Fill(other);
        BenchBoxes.Fill(other);
        using var anew = await RealChain.Of(other, AuditStory.Now, "box/BX-0001", "box/BX-0002");
        foreach (var row in await other.Read(AuditStory.Stream, 0, Cancel))
            await anew.Add(AuditStory.Stream, row.Seq == 100 ? row.Fact with { Payload = FactCodec.Write(new TubePacked(Code.Parse<TubeSerial>("T9999999"), Code.Parse<Party>("centre:EA02"))) } : row.Fact);
        var forged = (await anew.Evidence.Stream(AuditStory.Stream, Cancel))!;
        host.Evidence.Streams = stream => stream.Stream == AuditStory.Stream ? forged : stream;
        var page = await Open(host, "/audit/box/BX-0420");
        await Assertions.Expect(page.Locator("#verdict .fault")).ToContainTextAsync("the record was made anew");
        Assert.NotEmpty(paper.Root);
        await page.Context.DisposeAsync();
    }

    [Fact(Timeout = Deadline)]
    public async Task Notices_a_page_that_shows_another_time_than_the_chain_has()
    {
        await using var host = await AuditHost.Start();
        await host.Chain.Roots.Sign(Cancel);
        var asked = 0;
        host.Evidence.Streams = stream => Interlocked.Increment(ref asked) > 1 ? stream
            : TamperedEvidence.With(stream, 210, f => f with { Row = f.Row with { Fact = f.Row.Fact with { OccurredAt = f.Row.Fact.OccurredAt - 3_600_000_000 } } });
        var page = await Open(host, "/audit/box/BX-0420");
        await Assertions.Expect(page.Locator("#verdict .fault")).ToContainTextAsync("fact 210: this page shows something other than the chain");
        await page.Context.DisposeAsync();
    }

    [Theory(Timeout = Deadline)]
    [InlineData("heads", "do not make this root")]
    [InlineData("signature", "signature is not that of its key")]
    public async Task Notices_a_root_that_is_none(string what, string expected)
    {
        await using var host = await AuditHost.Start();
        await host.Chain.Roots.Sign(Cancel);
        host.Evidence.Roots = root => what == "heads" ? root with { Text = [.. root.Text, .. "stream box/X 1 00\n"u8] } : root with { Signed = root.Signed with { At = root.Signed.At + 1 } };
        var page = await Open(host, "/audit/box/BX-0420");
        await Assertions.Expect(page.Locator("#verdict .fault")).ToContainTextAsync(expected);
        await page.Context.DisposeAsync();
    }

    [Fact(Timeout = Deadline)]
    public async Task A_tube_has_its_own_facts_and_its_boxs_whole_chain()
    {
        await using var host = await AuditHost.Start();
        await host.Chain.Roots.Sign(Cancel);
        var page = await Open(host, "/audit/tube/T0000199");
        await Assertions.Expect(page.Locator("#verdict")).ToHaveClassAsync("card verdict good");
        await Assertions.Expect(page.Locator("#verdict")).ToContainTextAsync("212 facts, no gap");
        await Assertions.Expect(page.Locator("#checked")).ToContainTextAsync("of them the digest alone is here");
        Assert.Equal(1, await page.Locator("tr[data-kind=tube-packed]").CountAsync());
        await page.Context.DisposeAsync();
    }

    [Fact(Timeout = Deadline)]
    public async Task What_is_typed_is_found_kept_when_it_is_not_and_the_look_is_recorded()
    {
        await using var host = await AuditHost.Start();
        var page = await Open(host, "/audit");
        await page.FillAsync("#q", "BX-7777");
        await page.PressAsync("#q", "Enter");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("“BX-7777”");
        await Assertions.Expect(page.Locator("#q")).ToHaveValueAsync("BX-7777");
        await Axe.Clean(page);
        await page.FillAsync("#q", "bx-0420");
        await page.PressAsync("#q", "Enter");
        await Assertions.Expect(page.Locator("h2#subject")).ToHaveTextAsync("BX-0420");
        await Assertions.Expect(page.Locator(".bar")).ToContainTextAsync("this look-up is recorded, 22:18 HKT");
        await page.ClickAsync("text=Latest look-ups");
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("box/BX-0420");
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("run");
        await Browsing.Picture(page, "audit-1366");
        await Axe.Clean(page);
        await page.Context.DisposeAsync();
    }

    [Theory(Timeout = Deadline)]
    [InlineData("dark")]
    [InlineData("light")]
    public async Task On_paper_nothing_is_dark(string theme)
    {
        await using var host = await AuditHost.Start();
        await host.Chain.Roots.Sign(Cancel);
        var page = await Open(host, "/audit/box/BX-0420", theme: theme);
        await Assertions.Expect(page.Locator("#verdict")).ToHaveClassAsync("card verdict good");
        Assert.Empty(await DeskPage.DarkOnPaper(page));
        await page.SetViewportSizeAsync(703, 900);
        Assert.Equal(703, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.ScreenshotAsync(new() { Path = Path.Combine(Browsing.Screenshots, $"evidence-paper-{theme}.png"), FullPage = true });
        await page.PdfAsync(new() { Path = Path.Combine(Browsing.Screenshots, $"evidence-{theme}.pdf"), PreferCSSPageSize = true, PrintBackground = true });
        await page.Context.DisposeAsync();
    }

    Task<IPage> Open(AuditHost host, string path, string language = "en", string theme = "dark", int width = 1366, int height = 768) =>
        DeskPage.Open(chromium.Browser, host.Ui, path, language, theme, width, height);

    static ChainedStream Tampered(ChainedStream stream, string what) => what switch
    {
        "payload" => TamperedEvidence.With(stream, 207, TamperedEvidence.OtherPayload),
        "field" => TamperedEvidence.With(stream, 207, f => f with { Row = f.Row with { Fact = f.Row.Fact with { Actor = "S-9999" } } }),
        "hash" => TamperedEvidence.With(stream, 207, f => f with { Row = f.Row with { Hash = [.. f.Row.Hash.Reverse()] } }),
        "dropped" => stream with { Facts = [.. stream.Facts.Where(f => f.Row.Seq != 207)] },
        "shortened" => stream with { Facts = [.. stream.Facts.Take(211)] },
        _ => stream with { HeadHash = [.. stream.HeadHash.Reverse()] },
    };
}
