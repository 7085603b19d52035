using System.Text.Json;
using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Browser;

/// <summary>A laboratory's bench: tubes of one box, by scanner and keys.</summary>
public sealed class BenchPageTests(Chromium chromium)
{
    const int Deadline = 90_000;
    const string Me = "P-0a1b2c";

    Task<Phone> Bench(UiHost host, string language = "en", int width = 1366, int height = 768) => Phone.Enrol(chromium.Browser, host, "laboratory:LAB1", width, height, language, job: "bench");
    static string Tube(char letter) => BenchPlaces.Tube(letter);
    static string[] Tubes(string letters) => [.. letters.Select(Tube)];
    static string Shown(char letter) => letter + "KXRA-41PMB";
    static Task Has(ILocator where, string text) => Assertions.Expect(where).ToContainTextAsync(text);

    /// <summary>Accepted, remark, rejected, unread, listed, unexpected, scanned.</summary>
    static Task Adds(Phone phone, string wanted) => phone.Until("(wanted) => [...document.querySelectorAll('.adds b')].map((b) => b.textContent).join(' ') === wanted", wanted);

    static async Task Key(Phone phone, string key)
    {
        await phone.Page.WaitForTimeoutAsync(150);
        await phone.Page.Keyboard.PressAsync(key);
        await phone.Page.WaitForTimeoutAsync(150);
    }

    static IEnumerable<string> Said(UiHost host) => host.Scans.Of("bench").Select(s => $"{s.GetProperty("tubes")[0].GetString()![0]} {s.GetProperty("outcome").GetString()} {(s.TryGetProperty("reason", out var why) ? why.GetString() : "")}".Trim());

    [Fact(Timeout = Deadline)]
    public async Task A_box_is_read_by_scanner_and_keys_alone_and_closed_with_what_is_missing_named()
    {
        await using var host = await BenchPlaces.Host();
        await using var bench = await Bench(host);
        await Has(bench.Page.Locator(".list"), "2 boxes wait for the bench");
        await bench.Scan(Me, "BX-0420");
        await Has(bench.Page.Locator(".box"), "EA02 Island East Sports Centre");
        await Adds(bench, "0 0 0 6 6 0 0");
        await bench.Scan(Tubes("AB"));
        await Key(bench, "1");
        await Has(bench.Page.Locator(".latest"), "REJECTED");
        await Has(bench.Page.Locator(".latest"), "Leaking, cap loose");
        await bench.Scan(Tube('C'));
        await Key(bench, "r");
        await bench.Scan(Tube('D'));
        await Adds(bench, "2 1 1 2 6 0 4");
        // One that the centre listed in another box.
        await bench.Scan(Tube('G'));
        await Has(bench.Answer, "Not on the list");
        await Has(bench.Answer, "BX-0421");
        await Has(bench.Answer.Locator(".now"), "Put it in rack U");
        await bench.Page.Locator("#answer button").ClickAsync();
        await Adds(bench, "2 1 1 2 6 1 5");
        await Has(bench.Page.Locator(".box"), "2 + 1 + 1 + 1 unexpected = 5");
        await Has(bench.Page.Locator(".list"), "5 tubes need a word");
        await Has(bench.Page.Locator(".list li.missing").First, "ask EA02 to look in its red tray");
        await Browsing.Picture(bench.Page, "bench-1366");
        await bench.Page.ClickAsync("text=CLOSE BX-0420");
        await Has(bench.Page.Locator(".naming"), "2 tubes are missing");
        await Has(bench.Page.Locator(".named"), Shown('E'));
        await Has(bench.Page.Locator(".named"), Shown('F'));
        await Browsing.Picture(bench.Page, "bench-closing-1366");
        await bench.Page.EvaluateAsync("document.activeElement.blur()");
        await Key(bench, "Enter");
        await Has(bench.Page.Locator(".naming"), "2 tubes are missing");
        Assert.Empty(host.Scans.Of("empty"));
        await bench.Page.ClickAsync("text=CLOSE BX-0420, 2 missing");
        await bench.Counted("0", "0", "8");
        Assert.Equal(["A accepted", "B accepted", "B rejected LEAK", "C accepted", "C accepted-with-remark CREASED", "D accepted", "G accepted"], Said(host));
        Assert.Equal("BX-0420", Assert.Single(host.Scans.Of("empty")).GetProperty("box").GetString());
        await Has(bench.Page.Locator(".list"), "1 box waits for the bench");
    }

    [Fact(Timeout = Deadline)]
    public async Task When_all_were_read_Enter_closes_the_box()
    {
        await using var host = await BenchPlaces.Host();
        await using var bench = await Bench(host);
        await bench.Scan(Me, "BX-0421", Tube('G'), Tube('H'));
        await Adds(bench, "2 0 0 0 2 0 2");
        await bench.Page.WaitForTimeoutAsync(300);
        Assert.Empty(host.Scans.Of("empty"));
        await Key(bench, "Enter");
        await bench.Counted("0", "0", "3");
        Assert.Single(host.Scans.Of("empty"));
    }

    [Fact(Timeout = Deadline)]
    public async Task The_newest_reading_counts_what_was_said_can_be_taken_back_and_a_tube_counts_once()
    {
        await using var host = await BenchPlaces.Host();
        await using var bench = await Bench(host);
        await bench.Scan(Me, "BX-0420", Tube('A'));
        await Key(bench, "Backspace");
        await Has(bench.Answer, "This is its first reading.");
        await bench.Page.Locator("#answer button").ClickAsync();
        await Key(bench, "6");
        await Adds(bench, "0 0 1 5 6 0 1");
        await Key(bench, "Backspace");
        await Adds(bench, "1 0 0 5 6 0 1");
        await Key(bench, "2");
        await bench.Scan(Tube('B'), Tube('A'));
        await Has(bench.Page.Locator(".side"), "was read already");
        await Has(bench.Page.Locator(".side"), "It stays: Rejected.");
        await Adds(bench, "1 0 1 4 6 0 2");
        await bench.Page.ClickAsync("text=Accept it plainly");
        await Adds(bench, "2 0 0 4 6 0 2");
        // The page counts what is kept; what is kept is handed in after.
        await bench.Counted("0", "0", "6");
        Assert.Equal(["A accepted", "A rejected BROKEN", "A accepted", "A rejected NOSWAB", "B accepted", "A accepted"], Said(host));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_laboratory_without_a_list_of_its_own_has_the_usual_one_and_its_own_words()
    {
        await using var host = await BenchPlaces.Host(reasons: false);
        await using var bench = await Bench(host);
        await bench.Scan(Me, "BX-0420", Tube('A'));
        await Has(bench.Page.Locator(".side"), "usual list");
        await Key(bench, "7");
        await bench.Page.FillAsync("dialog input", "label upside down");
        await bench.Page.ClickAsync("dialog button.act");
        await Has(bench.Page.Locator(".latest"), "label upside down");
        await Key(bench, "3");
        await Has(bench.Page.Locator(".latest"), "Too little liquid");
        await bench.Counted("0", "0", "3");
        Assert.Equal(["A accepted", "A rejected label upside down", "A rejected too-little"], Said(host));
    }

    [Theory(Timeout = Deadline)]
    [InlineData("BX-0430", "This box is held.", "Do not open it. Call the laboratory lead")]
    [InlineData("BX-0440", "This box was not received here.", "Have it received at the door first.")]
    [InlineData("AKXRA41PMB", "No box is open.", "Scan the box first")]
    [InlineData("V001", "This does not belong here.", "Scan a box that was received here.")]
    [InlineData("A123456(7)", "Not one of our codes.", "Scan the programme’s own label.")]
    public async Task What_does_not_belong_on_the_bench_has_its_sentence(string label, string headline, string now)
    {
        await using var host = await BenchPlaces.Host();
        await using var bench = await Bench(host);
        if (label[0] != 'A') await bench.Scan(label);
        if (label[0] != 'A') await Has(bench.Answer, "Who are you?");
        if (label[0] != 'A') await bench.Page.Locator("#answer button").ClickAsync();
        await bench.Scan(Me, label);
        await Has(bench.Answer, headline);
        await Has(bench.Answer.Locator(".now"), now);
        if (label.Contains('(', StringComparison.Ordinal)) Assert.DoesNotContain("A123456", await bench.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.Empty(host.Scans.Scans);
    }

    [Fact(Timeout = Deadline)]
    public async Task Another_box_waits_until_the_open_one_is_finished_and_a_full_phone_says_that_nothing_is_kept()
    {
        await using var host = await BenchPlaces.Host();
        await using var bench = await Bench(host);
        await bench.Scan(Me, "BX-0420", Tube('A'), "BX-0421");
        await Has(bench.Answer, "Another box is not finished.");
        await Has(bench.Answer, "5 of 6 not read");
        await bench.Page.Locator("#answer button").ClickAsync();
        await bench.Counted("0", "0", "1");
        await bench.Page.EvaluateAsync("() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }; }");
        await bench.Scan(Tube('B'));
        await Has(bench.Answer, "full");
        Assert.Single(host.Scans.Scans);
    }

    [Fact(Timeout = Deadline)]
    public async Task Works_without_network_and_starts_without_it_where_it_was()
    {
        await using var host = await BenchPlaces.Host();
        await using var bench = await Bench(host);
        await bench.Kept();
        await bench.Scan(Me, "BX-0420");
        await Adds(bench, "0 0 0 6 6 0 0");
        await bench.Until("""
            (box) => new Promise((done) => {
              const opened = indexedDB.open(document.body.dataset.path);
              opened.onsuccess = () => {
                const asked = opened.result.transaction('known').objectStore('known').get('listings');
                asked.onsuccess = () => { opened.result.close(); done(Boolean(asked.result?.[box])); };
              };
            })
            """, "BX-0421");
        await bench.Network(false);
        await bench.Scan(Tubes("ABC"));
        await Key(bench, "4");
        await bench.Page.CloseAsync();
        await bench.Open();
        await Adds(bench, "2 0 1 3 6 0 3");
        await Has(bench.Page.Locator(".line.offline"), "4 kept on this phone");
        await bench.Scan(Tubes("DEF"));
        // Pressed before the last is kept, the button names it as missing and closes nothing.
        await Adds(bench, "5 0 1 0 6 0 6");
        // The other box's list was here before the network went.
        await bench.PressAndScan("[data-do=close]", "BX-0421");
        await Has(bench.Page.Locator(".box"), "BX-0421");
        await bench.Scan(Tube('G'));
        await Adds(bench, "1 0 0 1 2 0 1");
        Assert.Empty(host.Scans.Scans);
        await bench.Network(true);
        await bench.Counted("0", "0", "9");
        Assert.Equal(["A accepted", "B accepted", "C accepted", "C rejected UNREAD", "D accepted", "E accepted", "F accepted", "G accepted"], Said(host).Order());
    }

    [Fact(Timeout = Deadline)]
    public async Task Lists_go_in_and_out_with_the_benchs_own_sign_on()
    {
        await using var host = await BenchPlaces.Host();
        await using var bench = await Bench(host);
        await bench.Scan(Me, "BX-0420", Tube('A'));
        await bench.Page.ClickAsync("text=Import list");
        await bench.Page.SetInputFilesAsync("dialog input[type=file]", new FilePayload { Name = "list.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes($"serial,box,outcome,reason\n{Tube('B')},,accepted,\n{Tube('C')},,rejected,LEAK\n{Tube('Z')},BX-0420,accepted,\nA123456(7),,accepted,") });
        await bench.Page.ClickAsync("dialog button.act");
        await Has(bench.Page.Locator(".list"), "4 lines read");
        await Has(bench.Page.Locator(".list"), "3 readings kept, 0 stood so already.");
        await Has(bench.Page.Locator(".list"), "1 unexpected: in the list, not packed. " + Shown('Z'));
        await Has(bench.Page.Locator(".list"), "Line 5. The serial is not one of our codes");
        await Browsing.Picture(bench.Page, "bench-import-1366");
        await bench.Page.ClickAsync(".list button:has-text('Understood')");
        Assert.Equal(3, (await host.Store.Read("box/BX-0420", 0, TestContext.Current.CancellationToken)).Select(r => r.Fact.ToRecorded().Fact).OfType<SpecimenLogistics.Domain.TubesRead>().Sum(f => f.Tubes.Count));

        var table = await bench.Page.RunAndWaitForDownloadAsync(() => bench.Page.ClickAsync("text=Export CSV"));
        Assert.Contains($"{Tube('C')},BX-0420,1,rejected,LEAK,", await File.ReadAllTextAsync(await table.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var bundle = await bench.Page.RunAndWaitForDownloadAsync(() => bench.Page.ClickAsync("text=Export this box, FHIR"));
        Assert.Contains("\"Specimen\"", await File.ReadAllTextAsync(await bundle.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await bench.Network(false);
        await bench.Page.ClickAsync("text=Import list");
        await bench.Page.SetInputFilesAsync("dialog input[type=file]", new FilePayload { Name = "list.csv", MimeType = "text/csv", Buffer = "serial\n"u8.ToArray() });
        await bench.Page.ClickAsync("dialog button.act");
        await Has(bench.Answer, "No network: the list was not handed in.");
    }

    [Fact(Timeout = Deadline)]
    public async Task Another_places_phone_neither_reads_nor_imports()
    {
        await using var host = await BenchPlaces.Host();
        await using var centre = await Phone.Enrol(chromium.Browser, host, "centre:EA02");
        var cookie = (await centre.Context.CookiesAsync()).Single(c => c.Name == "phone");
        await centre.Context.AddCookiesAsync([new() { Name = "phone", Value = cookie.Value, Domain = host.Address.Host, Path = "/bench/LAB1" }]);
        foreach (var path in new[] { "state", "tubes.csv", "listings?box=BX-0420", "boxes/BX-0420/specimens" })
            Assert.Equal(403, (await centre.Context.APIRequest.GetAsync($"{host.Address}bench/LAB1/{path}")).Status);
        foreach (var path in new[] { "tubes.csv", "specimens" })
            Assert.Equal(403, (await centre.Context.APIRequest.PostAsync($"{host.Address}bench/LAB1/{path}", new() { Data = "serial\n", Headers = new Dictionary<string, string> { ["content-type"] = "text/csv" } })).Status);
        Assert.DoesNotContain(await host.Store.Read("box/BX-0420", 0, TestContext.Current.CancellationToken), r => r.Fact.ToRecorded().Fact is SpecimenLogistics.Domain.TubesRead);
    }

    [Theory(Timeout = Deadline)]
    [InlineData("en", 1366, 768)]
    [InlineData("zh-Hant-HK", 1366, 768)]
    [InlineData("zh-Hans", 390, 844)]
    public async Task Has_nothing_that_axe_objects_to(string language, int width, int height)
    {
        await using var host = await BenchPlaces.Host();
        await using var bench = await Bench(host, language, width, height);
        await Axe.Clean(bench.Page);
        await bench.Scan(Me, "BX-0420", Tube('A'), Tube('B'));
        await Key(bench, "1");
        await Browsing.Picture(bench.Page, $"bench-{width}-{language}");
        await Axe.Clean(bench.Page);
        await bench.Page.ClickAsync("[data-do=close]");
        await Axe.Clean(bench.Page);
        // 1,280 px at 400 %.
        await bench.Page.SetViewportSizeAsync(320, 640);
        Assert.Empty(await bench.TooWide());
    }
}
