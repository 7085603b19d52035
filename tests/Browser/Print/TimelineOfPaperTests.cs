using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser.Print;

/// <summary>In a record of scans a line from paper says what it is.</summary>
public sealed class TimelineOfPaperTests(Browsing browsing) : IClassFixture<Browsing>, IAsyncDisposable
{
    [Fact(Timeout = 120_000)]
    public async Task A_line_from_paper_stands_in_the_boxs_record_as_such_with_both_people()
    {
        await using var host = await UiHost.Start(EveningWave.Now, (store, track) => EveningWave.Fill(store, track));
        var fields = new Dictionary<string, string> { ["act"] = "give", ["day"] = "2020-09-06", ["at"] = "20:12", ["place"] = "CW02", ["box"] = "BX-0003", ["other"] = "V002", ["by"] = "P-0001", ["typed-by"] = "S-0007" };
        using var answer = await host.Client.PostAsync("/paper", new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        var page = await browsing.Open(host: host);
        await page.FillAsync("#search", "BX-0003");
        await page.Locator(".results button").First.ClickAsync();
        var row = page.Locator(".record tbody tr", new() { HasText = "Handed over" });
        await Assertions.Expect(row).ToContainTextAsync("from paper");
        await Assertions.Expect(row).ToContainTextAsync("± 60 s");
        await Assertions.Expect(row).ToContainTextAsync("by P-0001, typed in by S-0007");
        await Assertions.Expect(page.Locator(".record .paper")).ToHaveCountAsync(1);
        await Browsing.Picture(page, "paper-timeline-1920");
    }

    public async ValueTask DisposeAsync() => await browsing.CloseAll();
}
