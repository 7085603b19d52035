using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>
/// The server's REST API as <c>ui/API.md</c> has it. A refusal ends the run with the server's own sentence; a server that cannot at the
/// moment is as one that does not answer. Of several processes the next is asked where one does not.
/// </summary>
internal sealed class Rest : IDisposable
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120), DeadlineOfSeveral = TimeSpan.FromSeconds(20);
    static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    readonly HttpClient _http;

    readonly IReadOnlyList<Uri> _servers;
    int _current;

    /// <param name="certificates">Whom it trusts, where the server's wires are secured.</param>
    public Rest(IReadOnlyList<Uri> servers, string token, Certificates? certificates = null)
    {
        _servers = servers;
        _http = new HttpClient(new SocketsHttpHandler { SslOptions = certificates?.Nobody ?? new() }) { Timeout = servers.Count > 1 ? DeadlineOfSeveral : Deadline };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Task PutAsync(string path, object body, CancellationToken cancel) => WriteAsync(HttpMethod.Put, path, body, cancel);

    /// <summary>What the server answers to it; an undefined element when it answers nothing.</summary>
    public Task<JsonElement> PostAsync(string path, object? body, CancellationToken cancel) => WriteAsync(HttpMethod.Post, path, body, cancel);

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancel)
    {
        using var answer = await AskAsync(HttpMethod.Get, path, null, cancel);
        return await ReadAsync("GET " + path, answer, cancel);
    }

    /// <summary>The answer of each process.</summary>
    public async Task<IReadOnlyList<JsonElement>> GetAllAsync(string path, CancellationToken cancel) =>
        await Task.WhenAll(_servers.Select(async server =>
        {
            using var answer = await AskAsync(server, HttpMethod.Get, path, null, cancel);
            return await ReadAsync("GET " + path, answer, cancel);
        }));

    /// <summary>Every process says that it is ready.</summary>
    /// <param name="but">Not asked: it is meant to be down.</param>
    public async Task<bool> AreReadyAsync(int? but, CancellationToken cancel)
    {
        foreach (var (n, server) in _servers.Index())
        {
            if (n == but) continue;
            try
            {
                using var answer = await AskAsync(server, HttpMethod.Get, "health/ready", null, cancel);
                if (!answer.IsSuccessStatusCode) return false;
            }
            catch (HttpRequestException) { return false; }
        }
        return true;
    }

    /// <summary>What a process says of itself when it is not ready, or that it does not answer; null when it is ready.</summary>
    public async Task<string?> WhyNotReadyAsync(int node, CancellationToken cancel)
    {
        try
        {
            using var answer = await AskAsync(_servers[node], HttpMethod.Get, "health/ready", null, cancel);
            return answer.IsSuccessStatusCode ? null : $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}".ReplaceLineEndings(" ");
        }
        catch (HttpRequestException) { return "it does not answer"; }
    }

    /// <summary>The first that is not ready, and why; null when all are.</summary>
    /// <param name="but">Not asked.</param>
    public async Task<string?> WhyNotReadyAsync(int? but, CancellationToken cancel)
    {
        for (var n = 0; n < _servers.Count; n++)
            if (n != but && await WhyNotReadyAsync(n, cancel) is { } why) return $"process {n + 1}: {why}";
        return null;
    }

    public async Task<(string Text, string? Hash)> GetCanonicalAsync(CancellationToken cancel)
    {
        using var answer = await AskAsync(HttpMethod.Get, "api/v1/canonical", null, cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        if (!answer.IsSuccessStatusCode) throw Refusal("GET api/v1/canonical", answer, text);
        return (text, answer.Headers.TryGetValues("X-State-Hash", out var hashes) ? hashes.FirstOrDefault() : null);
    }

    public void Dispose() => _http.Dispose();

    async Task<JsonElement> WriteAsync(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        using var answer = await AskAsync(method, path, body, cancel);
        return await ReadAsync($"{method} {path}", answer, cancel);
    }

    async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var asked = _current;
            try { return await AskAsync(_servers[asked], method, path, body, cancel); }
            catch (HttpRequestException) when (tries < _servers.Count) { _current = (asked + 1) % _servers.Count; }
        }
    }

    async Task<HttpResponseMessage> AskAsync(Uri server, HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, new Uri(server, path));
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: s_json);
        try { return await _http.SendAsync(request, cancel); }
        catch (TaskCanceledException late) when (!cancel.IsCancellationRequested) { throw new HttpRequestException($"{server} did not answer {method} {path} in time", late); }
    }

    static async Task<JsonElement> ReadAsync(string what, HttpResponseMessage answer, CancellationToken cancel)
    {
        var text = await answer.Content.ReadAsStringAsync(cancel);
        if (!answer.IsSuccessStatusCode) throw Refusal(what, answer, text);
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    static Exception Refusal(string what, HttpResponseMessage answer, string text) => (int)answer.StatusCode is 500 or 502 or 503 or 504
        ? new HttpRequestException(Sentence(what, answer, text), null, answer.StatusCode)
        : new RunTrouble(Sentence(what, answer, text));

    static string Sentence(string what, HttpResponseMessage answer, string text) =>
        $"the server answered {what} with {(int)answer.StatusCode}: {(text.Length > 600 ? text[..600] : text).ReplaceLineEndings(" ")}";
}
