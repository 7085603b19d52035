using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser;

/// <summary>A centre's phone through its evening, and through what people do wrong with it.</summary>
public sealed class CentreTests(Chromium chromium)
{
    const int Deadline = 90_000;
    const string Me = "P-0a1b2c";
    static readonly string[] Tubes = [.. Enumerable.Range(1, 5).Select(n => $"BBBBBBBBB{n}")];

    static Task<UiHost> Evening() => StaffPlaces.Host();
    Task<Phone> Centre(UiHost host, string language = "en", string? script = null) => Phone.Enrol(chromium.Browser, host, "centre:CW01", language: language, script: script);

    static Task Has(ILocator where, string text) => Assertions.Expect(where).ToContainTextAsync(text);

    [Fact(Timeout = Deadline)]
    public async Task Packs_and_seals_without_network_and_all_is_confirmed_when_it_is_back()
    {
        await using var host = await Evening();
        await using var phone = await Centre(host);
        await phone.Scan(Me, "BX-0001");
        await phone.Network(false);
        await phone.Scan(Tubes[0], Tubes[1], Tubes[2]);
        await Has(phone.Number, "3");
        await Has(phone.Page.Locator(".line.offline"), "3 kept on this phone");
        await phone.Counted("3", "0", "0");
        await phone.Page.ClickAsync("text=Seal this box");
        await phone.Scan("ES-0001", "MS-1234567");
        await phone.Page.ClickAsync("text=I counted 3");
        await Browsing.Picture(phone.Page, "centre-seal-390");
        await phone.Page.ClickAsync("text=BX-0001 IS SEALED");
        await phone.Counted("4", "0", "0");
        Assert.Empty(host.Scans.Scans);
        await phone.Network(true);
        await phone.Counted("0", "0", "4");
        Assert.Equal(Tubes[..3], host.Scans.Of("pack").Select(s => s.GetProperty("tube").GetString()!));
        var sealing = Assert.Single(host.Scans.Of("seal"));
        Assert.Equal(("BX-0001", "ES-0001", "MS-1234567", 3, Me), (
            sealing.GetProperty("box").GetString(), sealing.GetProperty("seal").GetString(), sealing.GetProperty("mechanical_seal").GetString(), sealing.GetProperty("count").GetInt32(), sealing.GetProperty("staff").GetString()));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_tube_of_another_box_stops_everything_until_it_is_in_the_red_tray_and_what_is_scanned_meanwhile_waits()
    {
        await using var host = await Evening();
        await using var phone = await Centre(host);
        await phone.Scan(Me, "BX-0001");
        await phone.Until("""
            (tube) => new Promise((done) => {
              const opened = indexedDB.open(document.body.dataset.path);
              opened.onsuccess = () => {
                const asked = opened.result.transaction('known').objectStore('known').get('serials');
                asked.onsuccess = () => { opened.result.close(); done(JSON.stringify(asked.result ?? '').includes(tube)); };
              };
            })
            """, StaffPlaces.Sealed[0]);
        await phone.Scan(StaffPlaces.Sealed[0]);
        await Has(phone.Answer, "NOT packed. Already in another box.");
        await Has(phone.Answer, "Box BX-0009");
        await Has(phone.Answer.Locator(".now"), "Put this tube in the red tray.");
        await phone.Scan(Tubes[0], Tubes[1]);
        await Has(phone.Answer, "2 more scans wait");
        await Browsing.Picture(phone.Page, "centre-refused-390");
        Assert.Empty(host.Scans.Of("pack"));
        await phone.Page.ClickAsync("text=IT IS IN THE RED TRAY");
        await phone.Page.WaitForTimeoutAsync(300);
        await Has(phone.Number, "2");
        await phone.AllSent();
        Assert.Equal(Tubes[..2], host.Scans.Of("pack").Select(s => s.GetProperty("tube").GetString()!).Order());
    }

    [Theory(Timeout = Deadline)]
    [InlineData("BX-0009", "This box is sealed.", "Take an empty box.")]
    [InlineData("V001", "This does not belong here.", "Scan a tube, or the next box.")]
    [InlineData("A123456(7)", "Not one of our codes.", "Scan the programme’s own label.")]
    public async Task A_code_of_another_kind_has_its_sentence_and_changes_nothing(string label, string headline, string now)
    {
        await using var host = await Evening();
        await using var phone = await Centre(host);
        await phone.Scan(Me, "BX-0001", Tubes[0]);
        await phone.Page.WaitForTimeoutAsync(800);
        await phone.Scan(label);
        await Has(phone.Answer, headline);
        await Has(phone.Answer.Locator(".now"), now);
        // Text that is none of ours may name a person.
        if (label[0] == 'A') Assert.DoesNotContain("A123456", await phone.Page.ContentAsync(), StringComparison.Ordinal);
        await phone.Page.Locator("#answer button").ClickAsync();
        await Has(phone.Number, "1");
        await phone.AllSent();
        Assert.Single(host.Scans.Scans);
    }

    [Fact(Timeout = Deadline)]
    public async Task The_same_tube_twice_is_counted_once_and_a_double_tap_seals_once()
    {
        await using var host = await Evening();
        await using var phone = await Centre(host);
        await phone.Scan(Me, "BX-0001", Tubes[0], Tubes[0]);
        await Has(phone.Last, "Counted once.");
        await Has(phone.Number, "1");
        await phone.Page.ClickAsync("text=Seal this box");
        await phone.Scan("ES-0001", "MS-1234567");
        await phone.Page.ClickAsync("text=I counted 1");
        await phone.Page.WaitForTimeoutAsync(800);
        await phone.Page.DblClickAsync("text=BX-0001 IS SEALED");
        await phone.Counted("0", "0", "2");
        Assert.Equal(("pack", "seal"), (host.Scans.Scans[0].GetProperty("act").GetString(), Assert.Single(host.Scans.Scans.Skip(1)).GetProperty("act").GetString()));
    }

    [Fact(Timeout = Deadline)]
    public async Task Takes_the_last_tube_out_without_network_and_it_goes_into_another_box()
    {
        await using var host = await Evening();
        await using var phone = await Centre(host);
        await phone.Scan(Me, "BX-0001", Tubes[0], Tubes[1]);
        await phone.Counted("0", "0", "2");
        await phone.Network(false);
        await phone.Page.WaitForTimeoutAsync(800);
        await phone.Page.ClickAsync("text=Take last tube out");
        await Has(phone.Page.Locator(".card"), "BBBBB-BBBB2");
        await Has(phone.Page.Locator(".card"), "Look at the number on the tube.");
        await Browsing.Picture(phone.Page, "centre-out-390");
        await Axe.Clean(phone.Page);
        await phone.Page.ClickAsync("text=It stays in");
        await Has(phone.Number, "2");
        await phone.Page.ClickAsync("text=Take last tube out");
        await phone.Page.ClickAsync("text=IT IS OUT");
        await phone.Page.WaitForTimeoutAsync(800);
        await Has(phone.Number, "1");
        await phone.Counted("1", "0", "2");
        Assert.Empty(await phone.TooWide());

        // The number of another tube is no answer; one that this phone packed is.
        await phone.Page.ClickAsync("text=Take last tube out");
        await phone.Scan(Tubes[2]);
        await Has(phone.Answer, "This tube is not in BX-0001.");
        await phone.Page.Locator("#answer button").ClickAsync();
        await phone.Scan(Tubes[0]);
        await Has(phone.Last, "To be taken out: BBBBB-BBBB1");
        await phone.Page.ClickAsync("text=It stays in");

        await phone.Page.ClickAsync("text=Seal this box");
        await phone.Scan("ES-0001", "MS-1234567");
        await phone.Page.ClickAsync("text=I counted 1");
        await phone.Page.WaitForTimeoutAsync(800);
        await phone.Page.ClickAsync("text=BX-0001 IS SEALED");
        await phone.Page.WaitForTimeoutAsync(800);
        await phone.Scan("BX-0002", Tubes[1]);
        await Has(phone.Last, "PACKED 1");
        await phone.Network(true);
        await phone.Counted("0", "0", "5");
        var taken = Assert.Single(host.Scans.Of("unpack"));
        Assert.Equal(("BX-0001", Tubes[1], Me), (taken.GetProperty("box").GetString(), taken.GetProperty("tube").GetString(), taken.GetProperty("staff").GetString()));
        Assert.Equal(["BX-0001", "BX-0002"], host.Scans.Of("pack").Where(s => s.GetProperty("tube").GetString() == Tubes[1]).Select(s => s.GetProperty("box").GetString()!));
        Assert.Equal(1, Assert.Single(host.Scans.Of("seal")).GetProperty("count").GetInt32());
    }

    [Fact(Timeout = Deadline)]
    public async Task Nobody_packs_without_a_name()
    {
        await using var host = await Evening();
        await using var phone = await Centre(host);
        await phone.Scan("BX-0001");
        await Has(phone.Answer, "Who are you?");
        await phone.Page.Locator("#answer button").ClickAsync();
        Assert.Empty(host.Scans.Scans);
    }

    [Fact(Timeout = Deadline)]
    public async Task Hands_over_and_closes_the_session_with_what_was_sealed()
    {
        await using var host = await Evening();
        await using var phone = await Centre(host);
        await phone.Scan(Me, "BX-0001", Tubes[0]);
        await phone.Page.ClickAsync("text=Seal this box");
        await phone.Scan("ES-0001", "MS-1234567");
        await phone.Page.ClickAsync("text=I counted 1");
        await phone.Page.WaitForTimeoutAsync(800);
        await phone.Page.ClickAsync("text=BX-0001 IS SEALED");
        await phone.Page.WaitForTimeoutAsync(800);
        await phone.Page.ClickAsync("text=More");
        await phone.Page.ClickAsync("text=Close session");
        await Has(phone.Page.Locator(".card"), "no reason needed");
        await Browsing.Picture(phone.Page, "centre-close-390");
        await phone.Page.ClickAsync("button.act");
        await phone.Page.WaitForTimeoutAsync(800);
        var closure = Assert.Single(host.Scans.Of("close-session"));
        Assert.Equal("2020-09-06/CW01/2", closure.GetProperty("session").GetString());
        Assert.Equal(["BX-0001", "BX-0009"], closure.GetProperty("boxes").EnumerateArray().Select(b => b.GetProperty("box").GetString()!).Order());
        // The vehicle that is planned is taken for the one at the door, until another is scanned.
        await phone.Scan("BX-0009", "V001", "BX-0001", "BX-0001");
        await Has(phone.Last, "BX-0001 was given already");
        await phone.AllSent();
        Assert.Equal([("BX-0009", "vehicle:V003"), ("BX-0001", "vehicle:V001")], host.Scans.Of("give").Select(s => (s.GetProperty("box").GetString()!, s.GetProperty("party").GetString()!)));
    }

    [Theory(Timeout = Deadline)]
    [InlineData("en")]
    [InlineData("zh-Hant-HK")]
    public async Task Has_nothing_that_axe_objects_to(string language)
    {
        await using var host = await Evening();
        await using var phone = await Centre(host, language);
        await phone.Scan(Me, "BX-0001", Tubes[0]);
        await phone.Page.WaitForTimeoutAsync(900);
        await Browsing.Picture(phone.Page, $"centre-pack-390-{language}");
        await Axe.Clean(phone.Page);
        await phone.Scan("V001");
        await Axe.Clean(phone.Page);
    }
}
