using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Browser;

/// <summary>What the map draws far out, near, and of what is looked at.</summary>
public sealed class MapTests(Browsing browsing) : IClassFixture<Browsing>, IAsyncDisposable
{
    const int Deadline = 90_000;

    [Fact(Timeout = Deadline)]
    public async Task Far_out_many_in_one_place_are_one_mark_with_their_number_and_a_click_comes_nearer()
    {
        var page = await browsing.Open();
        var map = page.Locator(".map-canvas");
        await Assertions.Expect(map).Not.ToHaveAttributeAsync("data-clusters", "0 0");
        await Browsing.Picture(page, "map-clusters");
        var whole = await page.Locator(".map-canvas .scale").InnerTextAsync();
        var box = (await page.Locator(".map-canvas canvas").BoundingBoxAsync())!;
        var title = "";
        for (var (x, y) = (0, 0); !title.Contains("zoom in", StringComparison.Ordinal); (x, y) = x < box.Width - 24 ? (x + 12, y) : (0, y + 12))
        {
            Assert.True(y < box.Height, "no cluster was found under the hand");
            await page.Mouse.MoveAsync(box.X + x, box.Y + y);
            title = await page.Locator(".map-canvas canvas").GetAttributeAsync("title") ?? "";
        }
        Assert.Matches(@"^\d+ (vehicles|sites) here: zoom in$", title);
        await page.Mouse.DownAsync();
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.Locator(".map-canvas .scale")).Not.ToHaveTextAsync(whole);
        await Assertions.Expect(page.Locator(".record")).ToHaveCountAsync(0);
    }

    [Theory(Timeout = Deadline)]
    [InlineData("en", "placed by phone")]
    [InlineData("zh-Hant-HK", "輛由電話定位")]
    [InlineData("zh-Hans", "辆由手机定位")]
    public async Task What_the_diamond_of_a_drivers_phone_means_is_said_while_there_is_one(string language, string word)
    {
        await using var host = await UiHost.Start(EveningWave.Now, (store, track) =>
        {
            EveningWave.Fill(store, track);
            track.Now = [.. track.Now.Select(v => v.Hearer == "vehicle/V133" ? v with { Spare = true } : v)];
        });
        var page = await browsing.Open(language: language, host: host);
        var said = page.Locator(".map .phone");
        await Assertions.Expect(said).ToHaveTextAsync($"1 {word}");
        Assert.Equal("none", await said.Locator("path").EvaluateAsync<string>("shape => getComputedStyle(shape).fill"));
        await Assertions.Expect(page.Locator(".map .silent b")).ToHaveTextAsync("0");
        Assert.True(await said.EvaluateAsync<bool>("li => { const { left, right } = li.getBoundingClientRect(), row = li.parentElement.getBoundingClientRect(); return left > row.left && right <= row.right; }"), "it is cut off");
        await Browsing.Picture(page, $"map-phone-{language}");
        host.Track.Now = [.. host.Track.Now.Select(v => v with { Spare = false })];
        await Assertions.Expect(said).ToHaveCountAsync(0);
    }

    [Fact(Timeout = Deadline)]
    public async Task Near_every_mark_stands_for_itself_and_sites_have_names_in_both_scripts()
    {
        var page = await browsing.Open();
        var map = page.Locator(".map-canvas");
        var few = int.Parse((await map.GetAttributeAsync("data-names"))!, System.Globalization.CultureInfo.InvariantCulture);
        await map.Locator("canvas").FocusAsync();
        for (var i = 0; i < 7; i++) await page.Keyboard.PressAsync("+");
        for (var i = 0; i < 3; i++) await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(map).ToHaveAttributeAsync("data-clusters", "0 0");
        await page.WaitForTimeoutAsync(1_500);
        await Browsing.Picture(page, "map-near");
        Assert.True(int.Parse((await map.GetAttributeAsync("data-names"))!, System.Globalization.CultureInfo.InvariantCulture) > few / 2, "sites have no names");
    }

    [Fact(Timeout = Deadline)]
    public async Task The_vehicle_looked_at_shows_its_boxes_the_way_it_came_and_the_stops_ahead()
    {
        await using var host = await UiHost.Start(EveningWave.Now, (store, track) =>
        {
            EveningWave.Fill(store, track);
            var view = ViewJson.Read<VehicleView>(((IReadModel)store).One("vehicle", "V099", CancellationToken.None).GetAwaiter().GetResult()!.View);
            PlannedStop Stop(string site, double at, StopPurpose why) => new(Code.Parse<SiteId>(site), EveningWave.At(at), why, 2);
            var trip = new PlannedTrip(Code.Parse<TripId>("T-099"), view.Id, TripKind.Specimen,
                [Stop(view.Visits[0].Site.Value, 5, StopPurpose.Collect), Stop("LAB4", 50, StopPurpose.Unload), Stop("WH1", 80, StopPurpose.End)]);
            store.Put("vehicle", "V099", ViewJson.Write(view with { Trips = [trip] }), 0);
            track.Rows["vehicle/V099"] = [.. Enumerable.Range(0, 40).Select(i => new PositionRow(EveningWave.At(20 + 0.5 * i).Microseconds, 22.45 - 0.001 * i, 114.15 + 0.0005 * i, 40, 0, 8, 0))];
        });
        var page = await browsing.Open(host: host);
        await page.Locator("#search").FillAsync("V099");
        await page.Locator(".results button", new() { HasText = "V099" }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".map-canvas")).ToHaveAttributeAsync("data-lines", new System.Text.RegularExpressions.Regex("^trail:1[0-9] route:2$"));
        await Browsing.Picture(page, "map-vehicle");
        Assert.True(await page.EvaluateAsync<bool>("""
            () => { const { left, top, width, height } = document.querySelector('.map-canvas canvas').getBoundingClientRect();
                    return document.elementFromPoint(left + width / 2, top + height / 2)?.tagName === 'CANVAS'; }
            """), "the record lies over the map");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".map-canvas")).ToHaveAttributeAsync("data-lines", "");
    }

    [Fact(Timeout = Deadline)]
    public async Task Pictures_from_elsewhere_lie_under_the_map_where_a_source_was_named_and_no_other_may_be_asked()
    {
        await using var tiles = await TileServer.Start();
        await using var other = await TileServer.Start();
        await using var host = await UiHost.Start(EveningWave.Now, (store, track) => EveningWave.Fill(store, track), more: ui => ui.Tiles = new TileSource(tiles.Template, "© the test"));
        var page = await browsing.Open(host: host);
        await Assertions.Expect(page.Locator(".attribution")).ToHaveTextAsync("© the test");
        await page.WaitForTimeoutAsync(2_000);
        Assert.True(tiles.Asked.Count >= 4, $"only {tiles.Asked.Count} were asked for");
        Assert.All(tiles.Asked, path => Assert.Matches(@"^/\d+/\d+/\d+\.png$", path));
        Assert.Equal(tiles.Asked.Count, tiles.Asked.Distinct().Count());
        // Sea where the page's own map has sea; now all of it is the tiles' green.
        var box = (await page.Locator(".map-canvas canvas").BoundingBoxAsync())!;
        var png = Convert.ToBase64String(await Browsing.Picture(page, "map-tiles"));
        Assert.Equal("0,128,0", await page.EvaluateAsync<string>("""
            async ({ png, x, y }) => {
              const image = new Image();
              image.src = 'data:image/png;base64,' + png;
              await image.decode();
              const c = new OffscreenCanvas(image.width, image.height).getContext('2d');
              c.drawImage(image, 0, 0);
              return c.getImageData(x, y, 1, 1).data.slice(0, 3).join();
            }
            """, new { png, x = (int)box.X + 30, y = (int)box.Y + 40 }));
        var refused = await page.EvaluateAsync<bool>("src => new Promise(done => { const i = new Image(); i.onload = () => done(false); i.onerror = () => done(true); i.src = src; })", other.Template.Replace("{z}", "1", StringComparison.Ordinal).Replace("{x}", "1", StringComparison.Ordinal).Replace("{y}", "1", StringComparison.Ordinal));
        Assert.True(refused && other.Asked.IsEmpty, "another host was asked");
    }

    [Theory]
    [InlineData("https://tiles.example/{z}/{x}/{y}.png", null)]
    [InlineData("https://tiles.example/{z}/{x}.png", "has no {y}")]
    [InlineData("ftp://tiles.example/{z}/{x}/{y}.png", "is not an http")]
    [InlineData("https://{x}.tiles.example/{z}/{x}/{y}.png", "is not an http")]
    [InlineData("https://tiles.example/{z}/{x}/{y}.png; script-src *", "has a character")]
    public void A_source_of_tiles_names_one_host_and_three_numbers(string template, string? fault)
    {
        if (fault is null) Assert.Null(TileSource.Fault(template));
        else Assert.StartsWith(fault, TileSource.Fault(template), StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadline)]
    public async Task The_map_is_pinched_with_two_fingers()
    {
        var page = await browsing.Open();
        var whole = await page.Locator(".map-canvas .scale").InnerTextAsync();
        await page.Locator(".map-canvas canvas").EvaluateAsync("""
            canvas => {
              canvas.setPointerCapture = () => {};
              const { left, top } = canvas.getBoundingClientRect();
              const send = (type, pointerId, x, y) => canvas.dispatchEvent(new PointerEvent(type, { pointerId, pointerType: 'touch', clientX: left + x, clientY: top + y, bubbles: true }));
              send('pointerdown', 1, 300, 200); send('pointerdown', 2, 340, 200);
              for (let i = 1; i <= 10; i++) { send('pointermove', 1, 300 - 12 * i, 200); send('pointermove', 2, 340 + 12 * i, 200); }
              send('pointerup', 1, 180, 200); send('pointerup', 2, 460, 200);
            }
            """);
        await Assertions.Expect(page.Locator(".map-canvas .scale")).Not.ToHaveTextAsync(whole);
        await Assertions.Expect(page.Locator(".record")).ToHaveCountAsync(0);
    }

    public async ValueTask DisposeAsync() => await browsing.CloseAll();
}
