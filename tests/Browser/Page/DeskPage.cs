using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser;

/// <summary>One page of a document, opened by somebody who is signed on.</summary>
static class DeskPage
{
    public static async Task<IPage> Open(IBrowser browser, UiHost host, string path, string language = "en", string theme = "dark", int width = 1366, int height = 768)
    {
        var address = host.Address.ToString();
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, Locale = "en-GB", TimezoneId = "America/New_York", AcceptDownloads = true });
        await context.AddCookiesAsync([new() { Name = "theme", Value = theme, Url = address }]);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(15_000);
        await page.GotoAsync($"{address.TrimEnd('/')}{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}token={UiHost.Token}&lang={language}");
        return page;
    }

    /// <summary>What on paper would be dark, or light on white, as selectors; nothing where ink is dark and paper white.</summary>
    public static async Task<string[]> DarkOnPaper(IPage page)
    {
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        return await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('html, body, body *')].filter((e) => e.getClientRects().length > 0 && !e.closest('svg, .mark')).flatMap((e) => {
              const light = (colour) => { const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number); return a === 0 ? null : (0.3 * r + 0.59 * g + 0.11 * b) / 255; };
              const style = getComputedStyle(e), back = light(style.backgroundColor), ink = light(style.color);
              return (back !== null && back < 0.6) || (ink !== null && ink > 0.55) ? [`${e.tagName}.${e.className} ${style.backgroundColor} ${style.color}`] : [];
            })
            """);
    }
}
