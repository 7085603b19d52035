using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser;

/// <summary>A laboratory's reasons, its tubes as tables and as FHIR, and its own lists back.</summary>
public sealed class BenchTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;
    static Task<UiHost> Host() => UiHost.Start(BenchBoxes.Noon.ToDateTimeOffset().AddHours(1), (store, _) => BenchBoxes.Fill(store));

    const string Reasons = """{"version":1,"reasons":[{"code":"LEAK","en":"Leaked","zh":"滲漏","outcome":"rejected"},{"code":"TORN","en":"Label torn","zh":"標籤撕破","outcome":"accepted-with-remark"}]}""";

    [Fact]
    public async Task A_list_becomes_readings_and_is_told_what_is_missing_unexpected_and_doubled()
    {
        await using var host = await Host();
        var said = await Import(host, "serial,box,outcome,reason,read_by\nT1,,accepted,,P-b3\nT2,,rejected,leaked,P-b3\nT9,BX-0001,accepted,,P-b3\nT1,,accepted,,P-b3\nX 1,,accepted,,\nT7,,accepted,,");

        Assert.Equal((6, 3, 0), (said.GetProperty("lines").GetInt32(), said.GetProperty("kept").GetInt32(), said.GetProperty("unchanged").GetInt32()));
        Assert.Equal("T3 T4", Serials(said, "missing"));
        Assert.Equal("T7 T9", Serials(said, "unexpected"));
        Assert.Equal("T1", Serials(said, "doubled"));
        Assert.Equal(
            ["6 The serial is not one of our codes (3 characters): nothing of it was kept.", "7 T7 was packed nowhere: name the box it was found in."],
            said.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("line")} {e.GetProperty("sentence")}"));
        var tubes = await host.Client.GetFromJsonAsync<JsonElement[]>("/api/v1/boxes/BX-0001/tubes", Cancel);
        Assert.Equal("T1 accepted P-b3, T2 rejected P-b3, T3 not-read , T4 not-read , T9 unexpected P-b3", string.Join(", ", tubes!.Select(t => $"{t.GetProperty("serial")} {t.GetProperty("outcome")} {t.GetProperty("by")}")));
    }

    [Fact]
    public async Task The_same_list_again_changes_nothing_and_a_correction_is_the_later_word()
    {
        await using var host = await Host();
        const string list = "serial,outcome,reason,read_at\nT5,accepted,,2020-09-06T04:30:00Z\nT6,rejected,leaked,2020-09-06T04:31:00Z";
        var first = await Import(host, list);
        var again = await Import(host, list);
        var facts = (await host.Store.Read("box/BX-0002", 0, Cancel)).Count;
        var changed = await Import(host, "serial,outcome,reason,read_at\nT6,accepted,,2020-09-06T04:40:00Z");

        Assert.Equal((2, 0, 0, 2), (first.GetProperty("kept").GetInt32(), first.GetProperty("unchanged").GetInt32(), again.GetProperty("kept").GetInt32(), again.GetProperty("unchanged").GetInt32()));
        Assert.Equal(1, changed.GetProperty("kept").GetInt32());
        Assert.Equal(facts + 1, (await host.Store.Read("box/BX-0002", 0, Cancel)).Count);
        var table = await host.Client.GetStringAsync("/api/v1/laboratories/LAB1/tubes.csv", Cancel);
        Assert.Contains("T6,BX-0002,1,accepted,,2020-09-06T04:40:00Z,,accepted,", table, StringComparison.Ordinal);
        Assert.Equal(7, table.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_box_goes_out_as_fhir_and_comes_back_unchanged()
    {
        await using var host = await Host();
        await Import(host, "serial,outcome,reason\nT1,accepted,\nT2,rejected,leaked\nT3,accepted-with-remark,label torn");
        var response = await host.Client.GetAsync("/api/v1/boxes/BX-0001/specimens", Cancel);
        Assert.Equal("application/fhir+json", response.Content.Headers.ContentType?.MediaType);
        var bundle = new StringContent(await response.Content.ReadAsStringAsync(Cancel), System.Text.Encoding.UTF8, "application/fhir+json");
        var said = await Read(await host.Client.PostAsync("/api/v1/laboratories/LAB1/specimens", bundle, Cancel));

        Assert.Equal((4, 0, 3), (said.GetProperty("lines").GetInt32(), said.GetProperty("kept").GetInt32(), said.GetProperty("unchanged").GetInt32()));
        Assert.Equal(("T4", "", 0), (Serials(said, "missing"), Serials(said, "unexpected"), said.GetProperty("errors").GetArrayLength()));
    }

    [Theory]
    [InlineData("text/csv", "tubes.csv", "LAB2", HttpStatusCode.NotFound)]
    [InlineData("text/plain", "tubes.csv", "LAB1", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/fhir+json", "specimens", "LAB1", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_taken_is_refused(string type, string path, string laboratory, HttpStatusCode status)
    {
        await using var host = await Host();
        var body = new StringContent("serial\nT1", System.Text.Encoding.UTF8, type);
        Assert.Equal(status, (await host.Client.PostAsync($"/api/v1/laboratories/{laboratory}/{path}", body, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Reasons_are_the_laboratorys_own_by_version()
    {
        await using var host = await Host();
        Task<HttpResponseMessage> Put(string body) => host.Client.PutAsync("/api/v1/sites/LAB1/reasons", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Cancel);
        Assert.Equal(1, (await Read(await Put(Reasons))).GetProperty("stored").GetInt32());
        Assert.Equal(0, (await Read(await Put(Reasons))).GetProperty("stored").GetInt32());
        Assert.Equal(HttpStatusCode.BadRequest, (await Put(Reasons.Replace("accepted-with-remark", "accepted", StringComparison.Ordinal))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.PutAsync("/api/v1/sites/CW01/reasons", new StringContent(Reasons, System.Text.Encoding.UTF8, "application/json"), Cancel)).StatusCode);
    }

    static async Task<JsonElement> Import(UiHost host, string table) =>
        await Read(await host.Client.PostAsync("/api/v1/laboratories/LAB1/tubes.csv", new StringContent(table, System.Text.Encoding.UTF8, "text/csv"), Cancel));

    static async Task<JsonElement> Read(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    static string Serials(JsonElement said, string of) => string.Join(' ', said.GetProperty(of).EnumerateArray().Select(t => t.GetProperty("serial").GetString()).Order());
}
