using System.Net;
using System.Text.Json;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Browser;

public sealed class ReportTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;
    static Task<UiHost> Evening() => UiHost.Start(ReportDay.Now, (store, _) => ReportDay.Fill(store));

    [Theory]
    [InlineData("2020-09-06")]
    [InlineData("programme")]
    public async Task The_table_and_the_json_say_the_same_as_the_api(string date)
    {
        await using var host = await Evening();
        var api = JsonDocument.Parse(await host.Client.GetStringAsync("/api/v1/report", Cancel)).RootElement;
        var table = CsvText.Rows((await host.Client.GetStringAsync($"/reports/{date}.csv", Cancel)).TrimStart('\uFEFF')).Select(r => r.Cells).ToArray();
        Assert.All(table, row => Assert.Equal(5, row.Count));
        string Figure(string part, string figure) => Assert.Single(table, r => r[0] == part && r[1] == "" && r[2] == figure)[3];
        var json = JsonDocument.Parse(await host.Client.GetStringAsync($"/reports/{date}.json", Cancel)).RootElement;
        Assert.Equal("Asia/Hong_Kong", json.GetProperty("zone").GetString());
        var counted = json.GetProperty("report").GetProperty("deliveries");
        Assert.Equal((Raw(api, "deliveries"), Raw(api, "deliveries")), (Figure("deliveries", "deliveries"), Raw(counted, "all")));
        Assert.Equal((Raw(api, "deliveries_within_target"), Raw(api, "deliveries_within_target")), (Figure("deliveries", "within_target"), Raw(counted, "within_target")));
        Assert.Equal(Raw(api, "transport_minutes_p95"), Figure("transport", "transport_p95"));
        Assert.Equal(Raw(api, "unload_seconds_max"), Figure("unload", "unload_max"));
        Assert.Equal(Raw(api, "gate_wait_seconds_p95"), Figure("gate", "gate_p95"));
        Assert.Equal(Raw(api, "boxes_unaccounted"), Figure("boxes", "unaccounted"));
    }

    [Fact]
    public async Task Each_delivery_is_a_line_with_zoned_times()
    {
        await using var host = await Evening();
        var response = await host.Client.GetAsync("/reports/2020-09-06/deliveries.csv", Cancel);
        Assert.Equal(("text/csv", "deliveries-2020-09-06.csv"), (response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentDisposition?.FileName));
        var rows = CsvText.Rows((await response.Content.ReadAsStringAsync(Cancel)).TrimStart('\uFEFF')).Select(r => r.Cells).ToArray();
        Assert.Equal(81, rows.Length);
        var closed = rows[0].ToList().IndexOf("closed (Asia/Hong_Kong)");
        Assert.All(rows.Skip(1), row => Assert.EndsWith("+08:00", row[closed], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/reports/monday.csv")]
    [InlineData("/reports/2020-13-01.json")]
    [InlineData("/reports/x/deliveries.csv")]
    public async Task What_is_no_day_is_told_how_to_write_one(string path)
    {
        await using var host = await Evening();
        var response = await host.Client.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("2020-09-06", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    static string Raw(JsonElement of, string name) => of.GetProperty(name).GetRawText();
}
