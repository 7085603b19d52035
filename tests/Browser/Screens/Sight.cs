using Microsoft.Playwright;

namespace SpecimenLogistics.Browser.Screens;

/// <summary>What somebody who looks at a page would not want to work with.</summary>
static class Sight
{
    const string Shared = """
        const seen = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden' && !e.closest('.hidden, [hidden], svg, dialog:not([open])');
        const name = (e) => `${e.tagName.toLowerCase()}.${e.getAttribute('class') ?? ''} "${(e.textContent.trim() || e.getAttribute('aria-label') || e.getAttribute('name') || '').replace(/\s+/g, ' ').slice(0, 50)}"`;
        """;

    /// <summary>What stands out of the page to the right, where the page scrolls sideways.</summary>
    public static Task<string[]> TooWide(IPage page) => page.EvaluateAsync<string[]>($$"""
        () => {
          {{Shared}}
          if (document.documentElement.scrollWidth <= innerWidth) return [];
          const out = [...document.querySelectorAll('body *')].filter((e) => seen(e) && e.getBoundingClientRect().right > innerWidth + 1);
          return [`${document.documentElement.scrollWidth} px of ${innerWidth}`, ...out.filter((e) => !out.includes(e.parentElement)).slice(0, 6).map(name)];
        }
        """);

    /// <summary>Buttons and headings whose words run over or end without a sign that they do.</summary>
    public static Task<string[]> Cut(IPage page) => page.EvaluateAsync<string[]>($$"""
        () => {
          {{Shared}}
          return [...document.querySelectorAll('button, .button, h1, h2, h3, summary, legend, th')]
            .filter((e) => seen(e) && e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).textOverflow !== 'ellipsis').map((e) => `${name(e)} ${e.scrollWidth} px in ${e.clientWidth}`);
        }
        """);

    /// <summary>What a thumb in a glove misses: under 44 px either way. A box to tick is as large as its label.</summary>
    public static Task<string[]> TooSmall(IPage page) => page.EvaluateAsync<string[]>($$"""
        () => {
          {{Shared}}
          return [...document.querySelectorAll('button, a[href], input:not([type=hidden]), select, textarea, summary')].filter(seen)
            .map((e) => ({ e, r: (e.matches('[type=checkbox], [type=radio]') ? e.closest('label') ?? e : e).getBoundingClientRect() }))
            .filter(({ r }) => r.height < 43.5 || r.width < 43.5).map(({ e, r }) => `${name(e)} ${Math.round(r.width)}x${Math.round(r.height)}`);
        }
        """);
}
