using Microsoft.Playwright;

namespace SpecimenLogistics.Browser;

/// <summary>What axe-core objects to on a page as it stands.</summary>
static class Axe
{
    public static async Task Clean(IPage page) => Assert.Empty(await Violations(page));

    public static async Task<string[]> Violations(IPage page)
    {
        await page.AddScriptTagAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "axe.min.js") });
        return await page.EvaluateAsync<string[]>("async () => (await axe.run()).violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target} ${n.failureSummary}`))");
    }
}
