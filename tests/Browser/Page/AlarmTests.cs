using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Browser;

/// <summary>What a desk hears. Every tone that the page gives to a running AudioContext is counted on its way.</summary>
public sealed class AlarmTests(Browsing browsing) : IClassFixture<Browsing>, IAsyncDisposable
{
    const int Deadline = 120_000;
    const int TestTones = 3, RedTones = 5;

    [Fact(Timeout = Deadline)]
    public async Task Sound_is_off_until_somebody_heard_the_test_tone_and_off_again_after_a_reload()
    {
        var (host, page) = await Open();
        await using var _ = host;
        await Assertions.Expect(Bell(page)).ToHaveTextAsync("SOUND OFF");
        Red(host, "BX-0010");
        await Assertions.Expect(page.Locator(".incidents")).ToContainTextAsync("BX-0010");
        Assert.Equal(0, await Tones(page));

        await Bell(page).ClickAsync();
        await Assertions.Expect(page.Locator("alarm-bell .says")).ToHaveTextAsync("A test tone was played. Did you hear it?");
        Assert.Equal(TestTones, await Tones(page));
        await Browsing.Picture(page, "alarm-asked");
        await page.ClickAsync("[data-act=unheard]");
        await Assertions.Expect(page.Locator("alarm-bell .says")).ToContainTextAsync("Turn the loudspeaker up");
        await Assertions.Expect(Bell(page)).ToHaveTextAsync("SOUND OFF");
        await page.ClickAsync("[data-act=test]");
        await page.ClickAsync("[data-act=heard]");
        await Assertions.Expect(Bell(page)).ToHaveTextAsync("Sound on");

        Red(host, "BX-0011");
        await Heard(page, 2 * TestTones + RedTones);
        await page.ReloadAsync();
        await page.Locator("tr.on-course").First.WaitForAsync();
        await Assertions.Expect(Bell(page)).ToHaveTextAsync("SOUND OFF");
        Red(host, "BX-0012");
        await Assertions.Expect(page.Locator(".incidents")).ToContainTextAsync("BX-0012");
        Assert.Equal(0, await Tones(page));
    }

    [Fact(Timeout = Deadline)]
    public async Task Many_at_once_are_one_alarm_and_an_amber_one_is_none()
    {
        var (host, page) = await Open();
        await using var _ = host;
        await TurnOn(page);
        Amber(host, "V100");
        await Assertions.Expect(page.Locator(".incidents")).ToContainTextAsync("V100");
        Assert.Equal(TestTones, await Tones(page));
        foreach (var n in Enumerable.Range(20, 5)) Red(host, $"BX-00{n}");
        await Heard(page, TestTones + RedTones);
        await page.WaitForTimeoutAsync(2_000);
        Assert.Equal(TestTones + RedTones, await Tones(page));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_silence_shows_what_is_left_is_told_to_the_next_shift_and_ends_by_itself()
    {
        var (host, page) = await Open(clock: true);
        await using var _ = host;
        await page.Locator("#desk").FillAsync("S-0007");
        await page.Locator("#desk").PressAsync("Enter");
        await TurnOn(page);
        await Bell(page).ClickAsync();
        await page.ClickAsync("[data-act=silence]");
        await Assertions.Expect(Bell(page)).ToContainTextAsync("SILENT 4:5");
        await Assertions.Expect(page.Locator("alarm-bell .says")).ToContainTextAsync("shift handover says so");
        await Browsing.Picture(page, "alarm-silent");
        var handover = await host.Client.GetStringAsync("/handover", TestContext.Current.CancellationToken);
        Assert.Contains("S-0007</b> sounds again in 4 min", handover, StringComparison.Ordinal);

        Red(host, "BX-0010");
        await Assertions.Expect(page.Locator("alarm-bell .says")).ToContainTextAsync("came meanwhile: 1");
        Assert.Equal(TestTones, await Tones(page));
        await page.Clock.FastForwardAsync(5 * 60_000);
        await Assertions.Expect(Bell(page)).ToHaveTextAsync("Sound on");
        await Heard(page, TestTones + RedTones);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_silence_that_is_ended_sooner_is_on_no_list()
    {
        var (host, page) = await Open();
        await using var _ = host;
        await TurnOn(page);
        await Bell(page).ClickAsync();
        await page.ClickAsync("[data-act=silence]");
        Assert.Contains("a desk where nobody said", await Until(host, text => !text.Contains("No desk has silenced", StringComparison.Ordinal)), StringComparison.Ordinal);
        await page.ClickAsync("[data-act=sound]");
        await Assertions.Expect(Bell(page)).ToHaveTextAsync("Sound on");
        await Until(host, text => text.Contains("No desk has silenced", StringComparison.Ordinal));
    }

    [Fact(Timeout = Deadline)]
    public async Task The_past_makes_no_sound_and_what_came_meanwhile_sounds_on_coming_back()
    {
        var (host, page) = await Open();
        await using var _ = host;
        await TurnOn(page);
        await page.ClickAsync(".look-back");
        await page.Locator(".replay.open").WaitForAsync();
        Red(host, "BX-0010");
        await page.WaitForTimeoutAsync(3_000);
        Assert.Equal(TestTones, await Tones(page));
        await page.Keyboard.PressAsync("Escape");
        await Heard(page, TestTones + RedTones);
    }

    static ILocator Bell(IPage page) => page.Locator("alarm-bell .bell");

    static async Task TurnOn(IPage page)
    {
        await Bell(page).ClickAsync();
        await page.ClickAsync("[data-act=heard]");
        await Assertions.Expect(Bell(page)).ToHaveTextAsync("Sound on");
    }

    async Task<(UiHost, IPage)> Open(bool clock = false)
    {
        var host = await UiHost.Start(EveningWave.Now, (store, track) => EveningWave.Fill(store, track));
        var page = await browsing.Open(host: host, before: async page =>
        {
            if (clock) await page.Clock.InstallAsync();
            await page.AddInitScriptAsync("""
                globalThis.tones = 0;
                const start = OscillatorNode.prototype.start;
                OscillatorNode.prototype.start = function (...at) { if (this.context.state === 'running') globalThis.tones++; return start.apply(this, at); };
                """);
        });
        return (host, page);
    }

    static Task<int> Tones(IPage page) => page.EvaluateAsync<int>("globalThis.tones");

    static Task Heard(IPage page, int tones) => page.WaitForFunctionAsync("n => globalThis.tones === n", tones, new() { Timeout = 45_000, PollingInterval = 100 });

    static async Task<string> Until(UiHost host, Func<string, bool> holds)
    {
        for (var i = 0; ; i++)
        {
            var text = await host.Client.GetStringAsync("/handover", TestContext.Current.CancellationToken);
            if (holds(text)) return text;
            Assert.True(i < 50, "the handover page does not say so");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    static void Red(UiHost host, string box) => Incident(host, CauseKind.SealOpened, Severity.Red, Subject.Of(Code.Parse<BoxId>(box)));
    static void Amber(UiHost host, string vehicle) => Incident(host, CauseKind.VehicleSilent, Severity.Amber, Subject.Of(Code.Parse<VehicleId>(vehicle)));

    static void Incident(UiHost host, CauseKind cause, Severity severity, Subject about) => host.Store.Put("incident", $"{cause}:{about.Id}", ViewJson.Write(new IncidentView(
        $"{cause}:{about.Id}", cause, severity, IncidentStatus.Open, about, EveningWave.At(41), EveningWave.At(41), null, null, [about.Id], [])), 0);

    public async ValueTask DisposeAsync() => await browsing.CloseAll();
}
