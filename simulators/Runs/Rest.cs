using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>The server's REST API as <c>ui/API.md</c> has it. A refusal ends the run with the server's own sentence.</summary>
internal sealed class Rest : IDisposable
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);
    static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    readonly HttpClient _http;

    public Rest(Uri server, string token)
    {
        _http = new HttpClient { BaseAddress = server, Timeout = Deadline };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Task PutAsync(string path, object body, CancellationToken cancel) => WriteAsync(HttpMethod.Put, path, body, cancel);

    /// <summary>What the server answers to it; an undefined element when it answers nothing.</summary>
    public Task<JsonElement> PostAsync(string path, object? body, CancellationToken cancel) => WriteAsync(HttpMethod.Post, path, body, cancel);

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancel)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), cancel);
        return await ReadAsync("GET " + path, answer, cancel);
    }

    public async Task<(string Text, string? Hash)> GetCanonicalAsync(CancellationToken cancel)
    {
        using var answer = await _http.GetAsync(new Uri("api/v1/canonical", UriKind.Relative), cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        if (!answer.IsSuccessStatusCode) throw Refusal("GET api/v1/canonical", answer, text);
        return (text, answer.Headers.TryGetValues("X-State-Hash", out var hashes) ? hashes.FirstOrDefault() : null);
    }

    public void Dispose() => _http.Dispose();

    async Task<JsonElement> WriteAsync(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: s_json);
        using var answer = await _http.SendAsync(request, cancel);
        return await ReadAsync($"{method} {path}", answer, cancel);
    }

    static async Task<JsonElement> ReadAsync(string what, HttpResponseMessage answer, CancellationToken cancel)
    {
        var text = await answer.Content.ReadAsStringAsync(cancel);
        if (!answer.IsSuccessStatusCode) throw Refusal(what, answer, text);
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    static RunTrouble Refusal(string what, HttpResponseMessage answer, string text) =>
        new($"the server answered {what} with {(int)answer.StatusCode}: {(text.Length > 600 ? text[..600] : text).ReplaceLineEndings(" ")}");
}
