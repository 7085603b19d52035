using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser.Api;

/// <summary>What could be done about something, over the REST API, on a busy evening of 148 centres.</summary>
public sealed class ProposalsTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delivery_that_nobody_is_planned_to_fetch_has_three_choices_each_with_what_it_changes()
    {
        await using var host = await UiHost.Start(EveningWave.Now, (store, track) => EveningWave.Fill(store, track));
        var deliveries = await host.Client.GetFromJsonAsync<JsonElement[]>("/api/v1/deliveries", Cancel);
        var waiting = deliveries!.First(d => Text(d, "stage") == "closed" && Text(d, "id").EndsWith("/2", StringComparison.Ordinal));
        var answer = await host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/proposals?about={Text(waiting, "id")}", Cancel);
        var choices = answer.GetProperty("choices").EnumerateArray().ToList();
        Assert.Equal(3, choices.Count);
        Assert.Equal("add-trip", Text(choices[0].GetProperty("order"), "kind"));
        Assert.NotEmpty(Text(choices[0], "why"));
        var effect = choices[0].GetProperty("effects").EnumerateArray().Single(e => Text(e, "delivery") == Text(waiting, "id"));
        Assert.Equal(JsonValueKind.Null, effect.GetProperty("before_margin_s").ValueKind);
        Assert.Equal(JsonValueKind.Number, effect.GetProperty("after_margin_s").ValueKind);
    }

    [Theory]
    [InlineData("vehicle/V001", HttpStatusCode.OK)]
    [InlineData("LAB1", HttpStatusCode.OK)]
    [InlineData("vehicle-silent:V133", HttpStatusCode.OK)]
    [InlineData("late:2020-09-06/NOWHERE/2", HttpStatusCode.NotFound)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task What_it_is_asked_about_is_answered_or_refused_with_a_sentence(string about, HttpStatusCode expected)
    {
        await using var host = await UiHost.Start(EveningWave.Now, (store, track) => EveningWave.Fill(store, track));
        var answer = await host.Client.GetAsync($"/api/v1/proposals?about={about}", Cancel);
        Assert.Equal(expected, answer.StatusCode);
    }

    static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
