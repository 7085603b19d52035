using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Browser.Print;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Browser;

/// <summary>The code of a sealed box, from the screen of the phone that sealed it to whoever carries it.</summary>
public sealed class BoxCodeTests(Chromium chromium)
{
    const int Deadline = 90_000;
    const string Me = "P-0a1b2c", Driver = "P-0d0e0f", Script = "/_content/SpecimenLogistics.Ui/js/staff/";
    static readonly Party Centre = Code.Parse<Party>("centre:CW01");
    static readonly string[] Tubes = ["8KXRA41PM0", "8KXRA41PM1", "8KXRA41PN7"];

    static Task Has(ILocator where, string text) => Assertions.Expect(where).ToContainTextAsync(text);
    static Task Confirmed(Phone phone, int count) => phone.Counted("0", "0", $"{count}");

    static Task<string> Written(IPage page) => page.EvaluateAsync<string>(
        $"async (tubes) => (await import('{Script}boxcode.js')).write({{ box: 'BX-0011', seal: 'ES-0011', mechanical: 'MS-1234567', centre: 'CW01', by: 'P-0a1b2c', phone: 'PH-1', count: 3, at: 1599364000123, tubes }})", Tubes);

    [Fact(Timeout = Deadline)]
    public async Task A_phone_that_cannot_draw_the_code_says_so_and_the_box_is_sealed_all_the_same()
    {
        await using var host = await StaffPlaces.Host();
        await using var centre = await Phone.Enrol(chromium.Browser, host, "centre:CW01", script: "WebAssembly.instantiate = WebAssembly.instantiateStreaming = () => Promise.reject(new Error('no room'))");
        await centre.Scan(Me, "BX-0001", Tubes[0]);
        await centre.Page.ClickAsync("text=Seal this box");
        await centre.Scan("ES-0001", "MS-1234567");
        await centre.Page.ClickAsync("text=I counted 1");
        await centre.Page.ClickAsync("text=BX-0001 IS SEALED");
        await Has(centre.Answer, "THE CODE CANNOT BE SHOWN");
        await Has(centre.Answer, "Hand it over by its label and seal.");
        await Confirmed(centre, 2);
        Assert.Single(host.Scans.Of("seal"));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_drivers_phone_brings_what_a_centre_without_network_sealed_and_nothing_is_doubled_when_that_is_back()
    {
        await using var host = await StaffPlaces.Host();
        await using var centre = await Phone.Enrol(chromium.Browser, host, "centre:CW01");
        await using var driver = await Phone.Enrol(chromium.Browser, host, "vehicle:V003");
        await centre.Kept();
        await centre.Scan(Me, "BX-0001");
        await centre.Network(false);
        // What reads codes is kept too, like what draws them.
        await centre.Page.EvaluateAsync("import('/_content/SpecimenLogistics.Ui/vendor/zxing-wasm/reader/index.js').then(() => 0)");
        await centre.Scan(Tubes);
        await centre.Page.ClickAsync("text=Seal this box");
        await centre.Scan("ES-0001", "MS-1234567");
        await centre.Page.ClickAsync("text=I counted 3");
        await centre.Page.ClickAsync("text=BX-0001 IS SEALED");
        await Has(centre.Page.Locator(".code-card"), "BX-0001: the driver scans this");
        await centre.Page.WaitForTimeoutAsync(800);
        await Browsing.Picture(centre.Page, "centre-code-390");
        Assert.Empty(await centre.TooWide());
        await Axe.Clean(centre.Page);

        var seen = Assert.Single(await PhoneEye.Sees(driver.Page, await centre.Page.Locator(".qr").ScreenshotAsync()));
        var text = seen["QRCode ".Length..];
        Assert.Equal(await centre.Page.Locator(".qr").GetAttributeAsync("data-text"), text);
        await driver.Scan(Driver, text);
        await Has(driver.Last, "LIST OF BX-0001 KEPT");
        await Has(driver.Page.Locator(".load .warn"), "Now scan the seal of BX-0001");
        await driver.Scan("ES-0001", text);
        await Has(driver.Last, "The list of BX-0001 is on this phone already.");
        await Confirmed(driver, 3); // the instruction that it saw, the list, the box
        Assert.Empty(host.Scans.Of("pack"));
        var brought = (await ServersWord.Of(host, "BX-0001", Centre)).Current!;
        Assert.Equal((string.Join(' ', Tubes), 3, Me, BoxPlace.WithCarrier), (string.Join(' ', brought.Evidence.Packed), ((BoxSealed)brought.Evidence.Sealed!.Fact).Count, brought.Evidence.Sealed.Actor?.Value, brought.Place));

        await centre.Network(true);
        await Confirmed(centre, 4);
        var alone = ServersWord.Text(await ServersWord.Of(host, "BX-0001", Centre, without: "carry"));
        Assert.Equal(alone, ServersWord.Text(await ServersWord.Of(host, "BX-0001", Centre)));
        Assert.Equal(alone, ServersWord.Text(await ServersWord.Of(host, "BX-0001", Centre, backwards: true)));

        // Until the box is given away its code can be shown again, and the next box is scanned over it.
        await centre.Page.ClickAsync("text=More");
        await centre.Page.ClickAsync("text=Hand over");
        await centre.Page.ClickAsync("text=Show its code");
        Assert.Equal(text, await centre.Page.Locator(".qr").GetAttributeAsync("data-text"));
        await centre.Scan("BX-0002", "8KXRA41PZ9");
        await Has(centre.Number, "1");
    }

    [Fact(Timeout = Deadline)]
    public async Task Two_hundred_tubes_off_printed_sheets_are_a_few_hundred_bytes_and_any_others_one_code_that_a_phone_reads()
    {
        await using var host = await StaffPlaces.Host();
        await using var phone = await Phone.Enrol(chromium.Browser, host, "centre:CW01");
        var (sheets, scattered) = (OffSheets(), Scattered());
        Assert.InRange(await Bytes(phone.Page, sheets), 100, 450);
        // Of 2^50 serials, 200 at random cannot be said in less than 1,094 bytes.
        Assert.InRange(await Bytes(phone.Page, scattered), 1_094, 1_240);
        Assert.InRange(await Bytes(phone.Page, []), 40, 90);
        Assert.InRange(await Bytes(phone.Page, ["0000000000", "ZZZZZZZZZZ", "T-1"]), 40, 110);

        var text = await Draw(phone.Page, scattered);
        Assert.Equal(["QRCode " + text], await PhoneEye.Sees(phone.Page, await phone.Page.Locator(".qr").ScreenshotAsync(new() { Path = $"{Browsing.Screenshots}/box-code-200.png" })));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_code_with_one_wrong_letter_or_cut_short_is_refused_in_its_own_words()
    {
        await using var host = await StaffPlaces.Host();
        await using var phone = await Phone.Enrol(chromium.Browser, host, "vehicle:V003");
        var text = await Written(phone.Page);
        Assert.Equal(0, await phone.Page.EvaluateAsync<int>($$"""
            async (text) => {
              const { read } = await import('{{Script}}codes.js');
              let taken = 0;
              for (let i = 4; i < text.length; i++) {
                const other = text[i] === 'A' ? 'B' : 'A';
                for (const wrong of [text.slice(0, i) + other + text.slice(i + 1), text.slice(0, i), text + other]) if (read(wrong).kind !== 'mutilated') taken++;
              }
              return taken;
            }
            """, text));
        await phone.Scan(Driver, text[..^9] + text[^8..]);
        await Has(phone.Answer, "This code was not read whole.");
        await Has(phone.Answer.Locator(".now"), "Hold the phone still and scan it again.");
        Assert.Empty(host.Scans.Of("carry"));
    }

    [Theory(Timeout = Deadline)]
    [InlineData("laboratory:LAB1", "lab", true)]
    [InlineData("laboratory:LAB1", "bench", true)]
    [InlineData("centre:CW01", "centre", false)]
    [InlineData("warehouse:WH1", "warehouse", false)]
    public async Task A_laboratory_takes_it_too_and_other_pages_say_that_it_is_not_for_them(string place, string job, bool takes)
    {
        await using var host = place.StartsWith("warehouse", StringComparison.Ordinal) ? await WarehousePlaces.Host() : await StaffPlaces.Host();
        await using var phone = await Phone.Enrol(chromium.Browser, host, place, 820, 1180, job: job);
        await phone.Scan(Me, await Written(phone.Page));
        if (!takes)
        {
            await Has(phone.Answer, "This code is not for this page.");
            await Has(phone.Answer.Locator(".now"), "Here scan the box’s label.");
            Assert.Empty(host.Scans.Scans);
            return;
        }
        await Confirmed(phone, 1);
        var carried = Assert.Single(host.Scans.Of("carry"));
        Assert.Equal(("BX-0011", "centre:CW01", 1_599_364_000_123, "PH-1"), (
            carried.GetProperty("box").GetString(), carried.GetProperty("party").GetString(), carried.GetProperty("sealed_at").GetInt64(), carried.GetProperty("phone").GetString()));
        Assert.Equal(Tubes, carried.GetProperty("tubes").EnumerateArray().Select(t => t.GetString()!));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_bench_without_network_reads_a_box_by_its_carried_list()
    {
        await using var host = await StaffPlaces.Host();
        await using var bench = await Phone.Enrol(chromium.Browser, host, "laboratory:LAB1", 820, 1180, job: "bench");
        var text = await Written(bench.Page);
        await bench.Network(false);
        await bench.Scan(Me, text, "BX-0011", Tubes[0], "ZZZZZZZZZ9");
        await Has(bench.Answer, "Not on the list");
        await bench.Page.Locator("#answer button").ClickAsync();
        await Has(bench.Page.Locator(".box"), "BX-0011");
        await bench.Network(true);
        await Confirmed(bench, 3);
        Assert.Equal([Tubes[0], "ZZZZZZZZZ9"], host.Scans.Of("bench").Select(s => s.GetProperty("tubes")[0].GetString()!));
    }

    /// <summary>Shows nothing but a code with these tubes, as wide as a phone's page has room, and returns its text.</summary>
    internal static Task<string> Draw(IPage page, string[] tubes) => page.EvaluateAsync<string>($$"""
        async (tubes) => {
          const text = (await import('{{Script}}boxcode.js')).write({ box: 'BX-123456', seal: 'ES-123456', mechanical: 'MS-12345678', centre: 'CW01', by: 'P-0a1b2c3d', phone: 'PH-0123456789ab', count: 200, at: 1599364000123, tubes });
          const { path, size } = await (await import('{{Script}}carrying.js')).drawn(text);
          document.body.innerHTML = `<svg class="qr" viewBox="0 0 ${size} ${size}" style="width:337px;background:#fff"><path d="${path}"/></svg>`;
          return text;
        }
        """, tubes);

    /// <summary>Two hundred tubes, half of each of twenty sheets, as they lie in a box: in no order.</summary>
    internal static string[] OffSheets()
    {
        var random = new Random(7);
        string[] tubes = [.. Enumerable.Range(0, 20).SelectMany(_ => Sheet(random.NextInt64(1L << 50), 10, random))];
        random.Shuffle(tubes);
        return tubes;
    }

    internal static string[] Scattered()
    {
        var random = new Random(8);
        return [.. Enumerable.Range(0, 200).Select(_ => Serial(random.NextInt64(1L << 50)))];
    }

    /// <summary>How long the code's bytes are; what is read from it must be what was written.</summary>
    static async Task<int> Bytes(IPage page, string[] tubes)
    {
        var read = await page.EvaluateAsync<string[]>($$"""
            async (tubes) => {
              const { write, read } = await import('{{Script}}boxcode.js');
              const { toBytes } = await import('{{Script}}base45.js');
              const text = write({ box: 'BX-0421', seal: 'ES-0421', mechanical: 'MS-1234567', centre: 'EA02', by: 'P-0a1b2c', phone: 'PH-0a1b2c3d', count: 200, at: 1599364000123, tubes });
              const list = read(text);
              return [String(toBytes(text.slice(4, -1)).length), [list.box, list.seal, list.mechanical, list.centre, list.by, list.phone, list.count, list.at].join(' '), ...list.tubes];
            }
            """, tubes);
        Assert.Equal("BX-0421 ES-0421 MS-1234567 EA02 P-0a1b2c PH-0a1b2c3d 200 1599364000123", read[1]);
        Assert.Equal(tubes.Order(StringComparer.Ordinal), read[2..].Order(StringComparer.Ordinal));
        return int.Parse(read[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>So many tubes of one sheet of 21; the others are in other boxes.</summary>
    static IEnumerable<string> Sheet(long first, int count, Random random) => Enumerable.Range(0, 21).OrderBy(_ => random.Next()).Take(count).Select(i => Serial(first + i));

    static string Serial(long number) => string.Concat(Enumerable.Range(0, 10).Select(i => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[(int)(number >> (5 * (9 - i)) & 31)]));
}
