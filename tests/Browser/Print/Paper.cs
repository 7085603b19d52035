using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser.Print;

/// <summary>A signed-on browser that looks at what would be printed.</summary>
static partial class Paper
{
    /// <summary>300 dots an inch, as a plain printer has, where CSS has 96.</summary>
    public const float Dots = 300 / 96f;

    public static async Task<IPage> Open(IBrowser browser, UiHost host, string path, string language = "en", float scale = 1, string theme = "dark", int width = 1200, int height = 900)
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, DeviceScaleFactor = scale, Locale = "en-GB", TimezoneId = "America/New_York" });
        await context.AddCookiesAsync([new() { Name = "theme", Value = theme, Url = host.Address.ToString() }]);
        await context.APIRequest.GetAsync($"{host.Address}?token={UiHost.Token}&lang={language}");
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(20_000);
        await page.GotoAsync(host.Address.ToString().TrimEnd('/') + path);
        return page;
    }

    /// <summary>Pages of the printed document, and that each is A4.</summary>
    public static async Task<int> Pages(IPage page)
    {
        var pdf = Encoding.Latin1.GetString(await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true }));
        foreach (Match box in MediaBox().Matches(pdf))
        {
            Assert.InRange(double.Parse(box.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), 594, 596.5);
            Assert.InRange(double.Parse(box.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture), 841, 843);
        }
        return APage().Count(pdf);
    }

    [GeneratedRegex(@"/Type\s*/Page\b")] private static partial Regex APage();
    [GeneratedRegex(@"/MediaBox\s*\[0 0 ([0-9.]+) ([0-9.]+)\]")] private static partial Regex MediaBox();
}
