using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui;
using static SpecimenLogistics.Browser.Fakes.People;

namespace SpecimenLogistics.Browser;

/// <summary>Acts about a box that two people from two sign-ons do together.</summary>
public sealed class TwoPeopleTests
{
    static readonly DateTimeOffset Morning = new(2020, 9, 5, 22, 0, 0, TimeSpan.Zero);
    static readonly object Correction = new { reason = "counted by hand", holder = "laboratory:LAB1" };
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_recorded_until_another_person_confirms()
    {
        await using var host = await Start();
        using var first = await As(host, Role.Dispatcher);
        var asked = await first.PostAsJsonAsync("/api/v1/boxes/BX-0009/correct", Correction, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        var id = (await asked.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetString();
        Assert.Empty(await Corrections(host));
        Assert.Equal(HttpStatusCode.Conflict, (await first.PostAsync($"/api/v1/waiting/{id}/confirm", null, Cancel)).StatusCode);

        // BX-0009 is with CW01: somebody of there is a second person, somebody of a laboratory is not.
        using var laboratory = await As(host, Role.Laboratory);
        Assert.Equal(HttpStatusCode.NotFound, (await laboratory.PostAsync($"/api/v1/waiting/{id}/confirm", null, Cancel)).StatusCode);
        using var centre = await As(host, Role.Centre);
        Assert.Contains("BX-0009", await centre.GetStringAsync("/second", Cancel), StringComparison.Ordinal);
        var page = await centre.PostAsync("/second", Form(("id", id!)), Cancel);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var recorded = Assert.Single(await Corrections(host)).Fact.ToRecorded();
        Assert.Equal(("S-9001", "S-9002"), (recorded.Actor?.Value, recorded.SecondActor?.Value));
        Assert.Equal(HttpStatusCode.NotFound, (await centre.PostAsync($"/api/v1/waiting/{id}/confirm", null, Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_first_person_cannot_name_the_second()
    {
        await using var host = await Start();
        using var first = await As(host, Role.Dispatcher);
        var asked = await first.PostAsJsonAsync("/api/v1/boxes/BX-0009/correct", new { reason = "x", holder = "laboratory:LAB1", second_actor = "S-0002" }, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, asked.StatusCode);
        Assert.Empty(await Corrections(host));
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_to_the_first_person_already()
    {
        await using var host = await Start();
        using var first = await As(host, Role.Dispatcher);
        Assert.Equal(HttpStatusCode.Conflict, (await first.PostAsJsonAsync("/api/v1/boxes/BX-0009/release", new { reason = "x" }, Cancel)).StatusCode);
    }

    static Task<UiHost> Start() => UiHost.Start(Morning, (store, _) => StaffPlaces.Fill(store, Morning));

    static async Task<IReadOnlyList<JournalRow>> Corrections(UiHost host) =>
        [.. (await ((IJournal)host.Store).Read("box/BX-0009", 0, Cancel)).Where(row => FactCodec.Read(row.Fact.Payload) is CustodyCorrected)];
}
