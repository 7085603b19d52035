using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser;

/// <summary>A host with the evening wave for all tests of a class.</summary>
public sealed class Browsing(Chromium chromium) : IAsyncLifetime
{
    readonly List<IBrowserContext> contexts = [];
    Timer moving = null!;

    public UiHost Host { get; private set; } = null!;
    public EveningWave Wave { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await UiHost.Start(EveningWave.Now, (store, track) => Wave = EveningWave.Fill(store, track));
        moving = new Timer(_ => Wave.Move(0.004), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>The control room, signed on, when its islands are drawn.</summary>
    /// <param name="before">Done to the page before it is loaded.</param>
    public async Task<IPage> Open(int width = 1920, int height = 1080, string language = "en", string theme = "dark", UiHost? host = null, Func<IPage, Task>? before = null)
    {
        var address = (host ?? Host).Address.ToString();
        var context = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, Locale = "en-GB", TimezoneId = "America/New_York" });
        contexts.Add(context);
        await context.AddCookiesAsync([new() { Name = "theme", Value = theme, Url = address }]);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(20_000);
        if (before is not null) await before(page);
        await page.GotoAsync($"{address}?token={UiHost.Token}&lang={language}");
        await page.Locator("tr.on-course").First.WaitForAsync();
        await page.Locator("#search").WaitForAsync();
        await page.Locator(".map-canvas[data-vehicles='150'][data-items]").WaitForAsync();
        return page;
    }

    /// <summary>Closes every page: a map that nobody looks at would go on drawing.</summary>
    public async Task CloseAll()
    {
        foreach (var context in contexts) await context.DisposeAsync();
        contexts.Clear();
    }

    /// <summary>Kept beside the tests, for a person to look at.</summary>
    public static async Task<byte[]> Picture(IPage page, string name) => await page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, name + ".png") });

    public static string Screenshots => Path.Combine(Root(), "tests", "screenshots");

    internal static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "SpecimenLogistics.sln"))) at = at.Parent ?? throw new DirectoryNotFoundException("the sources are not around the tests");
        return at.FullName;
    }

    public async ValueTask DisposeAsync()
    {
        await moving.DisposeAsync();
        await CloseAll();
        await Host.DisposeAsync();
    }
}
