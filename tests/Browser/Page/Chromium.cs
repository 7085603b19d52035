using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(SpecimenLogistics.Browser.Chromium))]

namespace SpecimenLogistics.Browser;

/// <summary>One Chromium for all tests, which have contexts of their own in it; a test or a class brings its own host.</summary>
public sealed class Chromium : IAsyncLifetime
{
    static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    IPlaywright playwright = null!;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Browser = await Launch();
    }

    /// <summary>Another browser, with flags of its own; whoever asks closes it.</summary>
    public Task<IBrowser> Launch(params string[] more) =>
        playwright.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium", Args = [.. Flags, .. more] });

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        playwright?.Dispose();
    }
}
