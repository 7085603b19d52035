using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Browser;

/// <summary>Faults that more than one phone has a part in, or that no scan is at fault for.</summary>
public sealed class FaultTests(Chromium chromium)
{
    const int Deadline = 120_000;
    const string Me = "P-0a1b2c";

    /// <summary>The phone's clocks, both of them, go ahead by what a test says.</summary>
    const string Skipping = "{ const [wall, up] = [Date.now.bind(Date), performance.now.bind(performance)]; window.skip = 0; Date.now = () => wall() + window.skip; performance.now = () => up() + window.skip; }";

    static Task Has(ILocator where, string text) => Assertions.Expect(where).ToContainTextAsync(text);
    static string Tube(int phone, int n) => $"QQQQQ{phone:00}{n:000}";

    [Fact(Timeout = Deadline)]
    public async Task Twenty_phones_work_on_while_the_server_is_away_for_ten_minutes_and_nothing_is_lost_or_doubled()
    {
        await using var host = await StaffPlaces.Host();
        var phones = new List<Phone>();
        for (var i = 0; i < 20; i++) phones.Add(await Phone.Enrol(chromium.Browser, host, "centre:CW01", script: Skipping));
        host.Scans.Away = true;
        foreach (var (phone, i) in phones.Select((p, i) => (p, i))) await phone.Scan(Me, $"BX-1{i:000}", Tube(i, 1), Tube(i, 2));
        foreach (var phone in phones) await phone.Page.EvaluateAsync("window.skip = 600_000");
        foreach (var (phone, i) in phones.Select((p, i) => (p, i))) await phone.Scan(Tube(i, 3));
        foreach (var phone in phones) await Has(phone.Page.Locator(".line.offline"), "3 kept on this phone, oldest 10 min");
        Assert.Empty(host.Scans.Scans);
        // The first answers are lost on their way, so that some is handed in twice.
        (host.Scans.LoseAnswers, host.Scans.Away) = (5, false);
        foreach (var phone in phones) await phone.Counted("0", "0", "3", seconds: 60);
        var wanted = from i in Enumerable.Range(0, 20) from n in Enumerable.Range(1, 3) select ($"BX-1{i:000}", Tube(i, n));
        Assert.Equal(wanted, host.Scans.Of("pack").Select(s => (s.GetProperty("box").GetString()!, s.GetProperty("tube").GetString()!)).Order());
        Assert.True(host.Scans.HandedIn > 60, "nothing came twice, so nothing was tested");
        foreach (var phone in phones) await phone.DisposeAsync();
    }

    [Fact(Timeout = Deadline)]
    public async Task Two_phones_pack_one_box_without_network_each_tube_counts_once_and_each_phone_says_what_the_other_did()
    {
        await using var host = await StaffPlaces.Host();
        await using var one = await Phone.Enrol(chromium.Browser, host, "centre:CW01");
        await using var two = await Phone.Enrol(chromium.Browser, host, "centre:CW01");
        foreach (var phone in new[] { one, two }) { await phone.Scan(Me, "BX-0001"); await phone.Network(false); }
        await one.Scan(Tube(1, 1), Tube(1, 2));
        await two.Scan(Tube(1, 2), Tube(2, 1));
        foreach (var phone in new[] { one, two }) { await Has(phone.Number, "2"); await phone.Network(true); }
        foreach (var phone in new[] { one, two }) await phone.Counted("0", "0", "2", seconds: 60);
        Assert.Equal(2, host.Scans.Handed.Select(h => h.Device).Distinct().Count());
        Assert.Equal([Tube(1, 1), Tube(1, 2), Tube(1, 2), Tube(2, 1)], host.Scans.Of("pack").Select(s => s.GetProperty("tube").GetString()!).Order());
        StaffPlaces.Packed(host.Store, "BX-0001", Tube(1, 1), Tube(1, 2), Tube(2, 1));
        foreach (var phone in new[] { one, two })
        {
            await Has(phone.Number, "3");
            await Has(phone.Number, "1 of them by another phone");
        }
        // One that the other packed is in the box already.
        await one.Scan(Tube(2, 1));
        await Has(one.Last, "Counted once.");
        await Has(one.Number, "3");
    }

    [Fact(Timeout = Deadline)]
    public async Task Forty_scans_lost_with_their_phone_are_unexpected_tubes_of_that_box_at_the_bench()
    {
        await using var host = await BenchPlaces.Host();
        string[] lost = [.. Enumerable.Range(1, 40).Select(n => Tube(3, n))];
        await using (var phone = await Phone.Enrol(chromium.Browser, host, "centre:EA02"))
        {
            await phone.Scan(Me, "BX-0421");
            await phone.Network(false);
            await phone.Scan(lost);
            await phone.Counted("40", "0", "0", seconds: 60);
        }
        Assert.Empty(host.Scans.Scans);
        await using var bench = await Phone.Enrol(chromium.Browser, host, "laboratory:LAB1", 1366, 768, job: "bench");
        await Has(bench.Page.Locator(".list"), "2 boxes wait for the bench");
        await bench.Scan(Me, "BX-0421");
        foreach (var tube in lost)
        {
            await bench.Scan(tube);
            await Has(bench.Answer, "Not on the list");
            await Has(bench.Answer, $"{tube[..5]}-{tube[5..]}");
            await bench.Page.Locator("#answer button").ClickAsync();
        }
        await bench.Scan(BenchPlaces.Tube('G'), BenchPlaces.Tube('H'));
        // Accepted, remark, rejected, unread, listed, unexpected, scanned.
        await bench.Until("() => [...document.querySelectorAll('.adds b')].map((b) => b.textContent).join(' ') === '2 0 0 0 2 40 42'");
        await bench.Counted("0", "0", "42", seconds: 60);
        Assert.All(host.Scans.Of("bench"), s => Assert.Equal("BX-0421", s.GetProperty("box").GetString()));
    }

    [Theory(Timeout = Deadline)]
    [InlineData("en")]
    [InlineData("zh-Hant-HK")]
    [InlineData("zh-Hans")]
    public async Task What_is_typed_and_its_button_stand_above_a_keyboard_that_covers_a_third_of_the_screen(string language)
    {
        await using var host = await StaffPlaces.Host();
        await using var phone = await Phone.Enrol(chromium.Browser, host, "centre:CW01", language: language);
        await phone.Scan(Me, "BX-0001");
        await phone.Page.ClickAsync("[data-do=type]");
        await Has(phone.Page.Locator("dialog.typing label"), Lexicon.For(language)["staff.type-it"]);
        var lowest = await phone.Page.EvaluateAsync<double>("() => Math.max(...[...document.querySelectorAll('dialog.typing input, dialog.typing button')].map((e) => e.getBoundingClientRect().bottom))");
        Assert.InRange(lowest, 100, 844 * 2 / 3);
        await phone.Page.FillAsync("dialog.typing input", Tube(4, 1));
        await phone.Page.ClickAsync("dialog.typing button.act");
        await Has(phone.Number, "1");
    }

    public static TheoryData<string> Sentences =>
    [
        "staff.kept-on-phone", "staff.offline", "staff.offline.now", "staff.by-others", "staff.bench.is-unexpected-headline", "staff.bench.unexpected.now", "staff.not-enrolled", "staff.not-enrolled.now", "staff.tube.elsewhere", "staff.red-tray",
        "staff.wrong-kind", "staff.wrong-kind.pack", "staff.unknown.headline", "staff.unknown.now", "staff.tube.twice", "staff.tube.twice.once", "staff.clock.fast", "staff.clock.slow", "staff.full.headline", "staff.full.now", "staff.type-it",
    ];

    [Theory, MemberData(nameof(Sentences))]
    public void A_fault_has_a_sentence_of_its_own_in_each_language(string key)
    {
        // The two Chinese scripts may well agree.
        foreach (var language in new[] { "zh-Hant-HK", "zh-Hans" }) Assert.NotEqual(Lexicon.For("en")[key], Lexicon.For(language)[key]);
        foreach (var language in new[] { "en", "zh-Hant-HK", "zh-Hans" })
            Assert.Single(Sentences, other => Lexicon.For(language)[other] == Lexicon.For(language)[key]);
    }
}
