using System.Text.Json;
using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser;

/// <summary>A warehouse's tablet, and what its tests ask of it.</summary>
static class WarehouseTablet
{
    public const string Me = "P-0a1b2c";

    /// <summary>The phone's clocks, both of them, go ahead by what a test says.</summary>
    public const string Skipping = "{ const [wall, up] = [Date.now.bind(Date), performance.now.bind(performance)]; window.skip = 0; Date.now = () => wall() + window.skip; performance.now = () => up() + window.skip; }";

    public static Task<Phone> Enrol(IBrowser browser, UiHost host, string language = "en", string? script = null, int width = 820, int height = 1180) => Phone.Enrol(browser, host, "warehouse:WH1", width, height, language, script);
    public static Task Has(ILocator where, string text) => Assertions.Expect(where).ToContainTextAsync(text);
    public static string Text(JsonElement scan, string field) => scan.TryGetProperty(field, out var value) ? value.ToString() : "";

    /// <summary>Clean, dirty, disinfecting, faulty.</summary>
    public static Task Shelves(Phone phone, string wanted) => phone.Until("(wanted) => [...document.querySelectorAll('.many')].map((b) => b.textContent).join(' ') === wanted", wanted);

    public static async Task Answer(Phone phone, string text)
    {
        await phone.Page.WaitForTimeoutAsync(800);
        await phone.Page.ClickAsync($".four button:has-text('{text}')");
    }

    /// <summary>What was scanned was refused with these words, and the answer is put away.</summary>
    public static async Task Refuses(Phone phone, string label, string headline, string? now = null)
    {
        await phone.Scan(label);
        await Has(phone.Answer, headline);
        if (now is not null) await Has(phone.Answer.Locator(".now"), now);
        // Text that is none of ours may name a person.
        if (label[0] == 'A') Assert.DoesNotContain(label[..7], await phone.Page.ContentAsync(), StringComparison.Ordinal);
        await phone.Page.Locator("#answer button").ClickAsync();
    }

    /// <summary>The parts of the sum come to the whole fleet, which is thirteen boxes.</summary>
    public static async Task Adds(Phone phone)
    {
        var sum = await phone.Page.Locator(".sum p").InnerTextAsync();
        var parts = System.Text.RegularExpressions.Regex.Matches(sum.Split('=')[0].Split(", 3 h")[0], @"\d+").Sum(m => int.Parse(m.Value, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains("1 unaccounted, 3 h 05 min", sum, StringComparison.Ordinal);
        Assert.Equal((13, "13"), (parts, sum.Split('=')[1].Trim()));
    }
}
