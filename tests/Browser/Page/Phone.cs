using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser;

/// <summary>One browser that was made the phone of a place, with a scanner that types.</summary>
sealed class Phone(IBrowserContext context, UiHost host, string place, string job) : IAsyncDisposable
{
    public IPage Page { get; private set; } = null!;
    public IBrowserContext Context => context;
    public string Address => $"{host.Address}{job}/{place[(place.IndexOf(':', StringComparison.Ordinal) + 1)..]}";

    static readonly Dictionary<string, string> Pages = new() { ["centre"] = "centre", ["laboratory"] = "lab", ["vehicle"] = "driver", ["warehouse"] = "warehouse" };

    /// <summary>In a simulation the control room's cookie is enough.</summary>
    public static async Task<Phone> Enrol(IBrowser browser, UiHost host, string place, int width = 390, int height = 844, string language = "en", string? script = null, string? job = null, float scale = 1)
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, DeviceScaleFactor = scale, Locale = "en-GB", TimezoneId = "America/New_York", HasTouch = true });
        if (script is not null) await context.AddInitScriptAsync(script);
        var phone = new Phone(context, host, place, job ?? Pages[place[..place.IndexOf(':', StringComparison.Ordinal)]]);
        await context.APIRequest.GetAsync($"{host.Address}?token={UiHost.Token}&lang={language}");
        await phone.Again();
        await phone.Open();
        return phone;
    }

    /// <summary>Enrols once more, as itself when it says who it was.</summary>
    public async Task Again(string? before = null)
    {
        var form = context.APIRequest.CreateFormData().Set("place", place).Set("job", job);
        if (before is not null) form.Set("phone", before);
        var answer = await context.APIRequest.PostAsync($"{host.Address}enrol", new() { Form = form });
        Assert.True(answer.Ok, $"enrolling answered {answer.Status}: {await answer.TextAsync()}");
    }

    public async Task Open()
    {
        Page = await context.NewPageAsync();
        Page.SetDefaultTimeout(30_000);
        await Page.GotoAsync(Address);
        await Page.Locator(".part.head").WaitForAsync();
    }

    /// <summary>A wedge scanner types a label at a stroke and presses Enter.</summary>
    public async Task Scan(params string[] labels)
    {
        foreach (var label in labels)
        {
            await Page.EvaluateAsync(
                "(label) => { [...label, 'Enter'].map((key) => new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })).forEach((event) => dispatchEvent(event)); }", label);
            await Page.WaitForTimeoutAsync(60);
        }
    }

    /// <summary>Presses a button, and pulls the trigger before the phone has kept what that did.</summary>
    public Task PressAndScan(string button, string label) => Page.EvaluateAsync(
        "([button, label]) => { document.querySelector(button).click(); [...label, 'Enter'].map((key) => new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })).forEach((event) => dispatchEvent(event)); }", new[] { button, label });

    /// <summary>The worker has the page and its files: from now on it starts without network.</summary>
    public Task Kept() => Until("async () => (await navigator.serviceWorker.ready).active?.state === 'activated' && (await caches.keys()).length > 0");

    /// <summary>Waits for what the page comes to; when it does not come, tells what stands on the page instead.</summary>
    public async Task Until(string script, object? wanted = null, int seconds = 30)
    {
        try { await Page.WaitForFunctionAsync(script, wanted, new() { Timeout = seconds * 1_000 }); }
        catch (TimeoutException late) { throw new TimeoutException($"{late.Message} Wanted {wanted ?? script}; the page says: {await Page.InnerTextAsync("body")}", late); }
    }

    /// <summary>How many scans are kept here, under way, and confirmed.</summary>
    public Task Counted(string kept, string sent, string confirmed, int seconds = 30) =>
        Until("(wanted) => [...document.querySelectorAll('.counts b')].map((b) => b.textContent).join(' ') === wanted", $"{kept} {sent} {confirmed}", seconds);

    /// <summary>Nothing is kept here alone or under way any more.</summary>
    public Task AllSent() => Until("() => [...document.querySelectorAll('.counts b')].slice(0, 2).every((b) => b.textContent === '0')");

    public const string Confirmed = "(wanted) => document.querySelectorAll('.counts b')[2].textContent === wanted";

    public Task Network(bool there) => context.SetOfflineAsync(!there);

    /// <summary>What stands out of the page to the right: nobody scrolls sideways with gloves on.</summary>
    public Task<string[]> TooWide() => Page.EvaluateAsync<string[]>(
        "() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('#page *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => `${e.tagName}.${e.className} ${e.textContent.slice(0, 40)}`)");

    public ILocator Answer => Page.Locator("#answer");
    public ILocator Last => Page.Locator(".last .last");
    public ILocator Number => Page.Locator(".number");
    public async Task<string> Counts() => string.Join(' ', (await Page.Locator(".counts b").AllInnerTextsAsync()));

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
