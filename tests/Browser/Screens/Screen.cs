using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser.Screens;

/// <summary>A page as somebody works with it.</summary>
/// <param name="Name">Of its pictures.</param>
/// <param name="Route">As the route table has it.</param>
/// <param name="Act">What the page is for: this must be in sight without scrolling.</param>
/// <param name="Work">What somebody does before it looks as it does at work.</param>
sealed record Screen(string Name, string Route, Scene Scene, string Path, string Act, Func<IPage, Task>? Work = null)
{
    /// <summary>Whose phone opens it: the party, its page, what is on it once the phone knows the place, and what is scanned then.</summary>
    public (string Place, string Job, string Known, string[] Scans)? Staff { get; init; }

    /// <summary>Worked by a thumb in a glove.</summary>
    public bool ByHand => Staff is not null || Route == "/enrol";

    public static readonly IReadOnlyList<Screen> All =
    [
        new("room", "/", Scene.Room, "/", ".wave", Drawn),
        new("room-box", "/", Scene.Room, "/", ".record h2", page => Found(page, "BX-0003")),
        new("room-delivery", "/", Scene.Room, "/", ".record h2", Opened),
        new("wall", "/wall", Scene.Room, "/wall", ".tightest .row", page => page.Locator(".tightest .row").Nth(10).WaitForAsync()),
        new("reports", "/reports", Scene.Day, "/reports", "[data-figure=within]"),
        new("report-of-a-day", "/reports/{date}", Scene.Day, "/reports/2020-09-06", "[data-figure=within]"),
        new("audit", "/audit", Scene.Evidence, "/audit?q=BX-0420", "#q"),
        new("evidence-box", "/audit/{kind}/{id}", Scene.Evidence, "/audit/box/BX-0420", "#verdict", page => page.Locator("#verdict.good").WaitForAsync()),
        new("evidence-tube", "/audit/{kind}/{id}", Scene.Evidence, "/audit/tube/T0000007", "#verdict", page => page.Locator("#verdict.good").WaitForAsync()),
        new("labels", "/labels", Scene.Street, "/labels", "[name=kind]"),
        new("labels-sheet", "/labels/{kind}", Scene.Street, "/labels/box?from=BX-0001&to=BX-0021&site=CW01", ".screen button"),
        new("manifest", "/labels/manifest/{box}", Scene.Street, "/labels/manifest/BX-0009", ".screen button"),
        new("card", "/labels/card/{role}", Scene.Street, "/labels/card/centre", ".screen button"),
        new("paper", "/paper", Scene.Street, "/paper", "[name=act]"),
        new("handover", "/handover", Scene.Room, "/handover", ".bar"),
        new("people", "/people", Scene.Room, "/people", "#accounts"),
        new("phones", "/phones", Scene.Room, "/phones?place=centre:CW01", "form[action='/phones/code'] button"),
        new("phones-code", "/phones", Scene.Room, "/phones?place=centre:CW01", ".code svg", page => page.ClickAsync("form[action='/phones/code'] button")),
        new("second", "/second", Scene.Room, "/second", "main section"),
        new("sign-on", "/sign-on", Scene.Room, "/sign-on", "button.act"),
        new("enrol", "/enrol", Scene.Room, "/enrol", "button.act"),
        new("centre", "/centre/{place}", Scene.Street, "/centre/CW01", ".number") { Staff = ("centre:CW01", "centre", "Central Sports Centre", ["BX-0001", "BBBBBBBBB1", "BBBBBBBBB2"]) },
        new("lab", "/lab/{place}", Scene.Street, "/lab/LAB1", "button.act") { Staff = ("laboratory:LAB1", "lab", "V001", ["V001", "BX-0011"]) },
        new("driver", "/driver/{place}", Scene.Street, "/driver/V003", ".card.new .accept") { Staff = ("vehicle:V003", "driver", "CW01", []) },
        new("bench", "/bench/{place}", Scene.Bench, "/bench/LAB1", ".latest") { Staff = ("laboratory:LAB1", "bench", "LAB1", ["BX-0420", BenchPlaces.Tube('A'), BenchPlaces.Tube('B')]) },
        new("warehouse", "/warehouse/{place}", Scene.Warehouse, "/warehouse/WH1", ".four button") { Staff = ("warehouse:WH1", "warehouse", "Central warehouse", ["V131", "BX-0297"]) },
    ];

    /// <summary>What answers a GET and is no page: files, what pages ask for, and where signing on only passes through.</summary>
    public static bool IsPage(string route) =>
        !Others.Contains(route) && !new[] { "/api/", "/_", "/openapi/", "/{**" }.Any(start => route.StartsWith(start, StringComparison.Ordinal));

    static readonly HashSet<string> Others =
    [
        "/time", "/health/live", "/health/ready", "/live/vehicles", "/sign-on/elsewhere", "/sign-on/done", "/labels/manifest",
        "/reports/{date}.csv", "/reports/{date}.json", "/reports/{date}/deliveries.csv", "/audit/{kind}/{id}/chain.json", "/audit/{kind}/{id}/evidence.zip", "/audit/roots/{root}",
        .. new[] { "centre", "lab", "driver", "warehouse", "bench" }.SelectMany(job => new[] { "worker.js", "boxes/{box}", "tubes", "state" }.Select(leaf => $"/{job}/{{place}}/{leaf}")),
        // A measurement, which MapSpeedTests takes.
        "/benchmark/map",
        "/warehouse/{place}/centres", "/bench/{place}/listings", "/bench/{place}/tubes.csv", "/bench/{place}/boxes/{box}/specimens",
    ];

    public override string ToString() => Name;

    static Task Drawn(IPage page) => page.Locator(".map-canvas[data-vehicles='150'][data-items]").WaitForAsync();

    static async Task Opened(IPage page)
    {
        await Drawn(page);
        await page.Locator("tr button[data-row]").First.ClickAsync();
        await page.Locator(".record .scroll table, .record .scroll p").First.WaitForAsync();
    }

    static async Task Found(IPage page, string what)
    {
        await Drawn(page);
        await page.FillAsync("#search", what);
        await page.Locator(".results [data-row]").First.ClickAsync();
        await page.Locator(".record .scroll table, .record .scroll p").First.WaitForAsync();
    }
}
