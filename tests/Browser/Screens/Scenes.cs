using System.Text;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Ui;
using SpecimenLogistics.Ui.People;
using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Browser.Screens;

/// <summary>Which of the programmes a page is looked at with.</summary>
public enum Scene { Room, Day, Evidence, Street, Bench, Warehouse }

/// <summary>Each programme that pages are looked at with, for all pictures.</summary>
public sealed class Scenes(Chromium chromium) : IAsyncLifetime
{
    readonly Dictionary<Scene, UiHost> hosts = [];
    AuditHost evidence = null!;

    public Microsoft.Playwright.IBrowser Browser => chromium.Browser;
    public UiHost Host(Scene scene) => hosts[scene];

    public async ValueTask InitializeAsync()
    {
        evidence = await AuditHost.Start();
        await evidence.Chain.Roots.Sign(CancellationToken.None);
        hosts[Scene.Evidence] = evidence.Ui;
        hosts[Scene.Room] = await Room();
        hosts[Scene.Day] = await UiHost.Start(ReportDay.Now, (store, _) => ReportDay.Fill(store));
        hosts[Scene.Street] = await StaffPlaces.Host();
        hosts[Scene.Bench] = await BenchPlaces.Host();
        hosts[Scene.Warehouse] = await WarehousePlaces.Host();
    }

    /// <summary>The evening, with people, a phone and an act that waits for its second person.</summary>
    static async Task<UiHost> Room()
    {
        var host = await UiHost.Start(EveningWave.Now, (store, track) => EveningWave.Fill(store, track));
        await using var scope = host.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<PeopleDesk>();
        await people.Add("S-0001", [Role.Dispatcher, Role.Manager], null, "Chan Tai Man", CancellationToken.None);
        await people.Add("S-0002", [Role.Centre], "centre:CW01", null, CancellationToken.None);
        using var dispatcher = await People.As(host, Role.Dispatcher);
        await Done(dispatcher.PostAsync("/api/v1/boxes/BX-0003/correct", new StringContent("""{"reason":"counted by hand","holder":"laboratory:LAB1"}""", Encoding.UTF8, "application/json")));
        await Done(host.Client.PostAsync("/enrol", People.Form(("place", "centre:CW01"))));
        return host;
    }

    static async Task Done(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        if ((int)answer.StatusCode >= 400 && answer.RequestMessage!.Method == HttpMethod.Post) throw new InvalidOperationException($"the scene is not set: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (scene, host) in hosts)
            if (scene != Scene.Evidence) await host.DisposeAsync();
        if (evidence is not null) await evidence.DisposeAsync();
    }
}
