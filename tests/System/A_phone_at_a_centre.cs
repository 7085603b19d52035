using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace SpecimenLogistics.Tests.Processes;

/// <summary>A page's way to the record, over a real server that dies in the middle of it.</summary>
[Collection("a machine to itself")]
public sealed class A_phone_at_a_centre
{
    static readonly DateTimeOffset Morning = new(2020, 9, 6, 1, 0, 0, TimeSpan.Zero);
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Is_enrolled_by_a_code_and_loses_and_doubles_nothing_when_the_server_is_killed()
    {
        await using var server = await ServerUnderTest.Start();
        await server.SetClock(frozen: true);
        var (status, code) = await server.Ask(HttpMethod.Post, "enrolments", """{"place":"centre:CW01"}""");
        Assert.Equal(200, status);
        using var phone = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Http };
        using var enrolled = await phone.PostAsync("/enrol", new FormUrlEncodedContent([new("code", code.GetProperty("code").GetString())]), Cancel);
        Assert.Equal((HttpStatusCode.Found, "/centre/CW01"), (enrolled.StatusCode, enrolled.Headers.Location?.OriginalString));

        var state = await phone.GetFromJsonAsync<JsonElement>("/centre/CW01/state", Cancel);
        Assert.Equal(ServerUnderTest.Boxes, state.GetProperty("boxes").EnumerateArray().Select(b => b.GetProperty("id").GetString()!));
        await Say(phone, "hello");
        var aside = Assert.Single((await Say(phone, "scan", Pack(1, "T1"), Pack(2, "T2"), Pack(3, "no code of ours"))).GetProperty("set_aside").EnumerateArray());
        Assert.Equal((3, "not_our_code"), (aside.GetProperty("seq").GetInt32(), aside.GetProperty("reason").GetString()));

        await server.Kill();
        await server.StartAgain();
        // What was answered is there; the phone, which did not hear the answer, hands it in again with what came since.
        await Say(phone, "hello");
        await Say(phone, "scan", Pack(1, "T1"), Pack(2, "T2"), Pack(4, "T4"));
        var box = await server.Get("boxes/BX-0001");
        Assert.Equal(3, box.GetProperty("packed").GetInt32());
        var scans = (await server.Get("boxes/BX-0001/timeline")).EnumerateArray().Where(f => f.GetProperty("kind").GetString()!.Contains("packed", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, scans.Count);
        Assert.All(scans, s => Assert.Equal("P-1", s.GetProperty("actor").GetString()));
        Assert.Equal(["T1", "T2", "T4"], (await phone.GetFromJsonAsync<JsonElement>("/centre/CW01/tubes?box=BX-0001", Cancel)).GetProperty("BX-0001").EnumerateArray().Select(t => t.GetString()!));
        // It is a phone of this centre and of nothing else.
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.GetAsync("/api/v1/boxes", Cancel)).StatusCode);
    }

    static string Pack(int seq, string tube) =>
        $$"""{"seq":{{seq}},"up_ms":{{1000 + seq}},"at":{{Morning.ToUnixTimeMilliseconds()}},"act":"pack","box":"BX-0001","tube":"{{tube}}","staff":"P-1"}""";

    static async Task<JsonElement> Say(HttpClient phone, string what, params string[] items)
    {
        var body = $$"""{"boot":7,"sent_up_ms":2000,"sent_at":{{Morning.ToUnixTimeMilliseconds()}},"items":[{{string.Join(',', items)}}]}""";
        using var answer = await phone.PostAsync($"/centre/CW01/{what}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{what}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancel)}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }
}
