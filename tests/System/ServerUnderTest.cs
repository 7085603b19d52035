using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace SpecimenLogistics.Tests.Processes;

/// <summary>The server as a process of its own, with a tiny programme: one centre, one box rack, one vehicle. It can be killed and started again.</summary>
sealed class ServerUnderTest : IAsyncDisposable
{
    public const string Secret = "a-device-secret-of-tests", Scanner = "S-CW01-1", Vehicle = "V001";

    /// <summary>Tubes are packed into these.</summary>
    public static readonly IReadOnlyList<string> Boxes = [.. Enumerable.Range(1, 4).Select(n => $"BX-{n:0000}")];

    const string Token = "a-token-of-a-test-run";
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);
    static readonly DateTimeOffset Morning = new(2020, 9, 6, 1, 0, 0, TimeSpan.Zero);

    HttpClient _http = Asker(new HttpClientHandler());
    readonly StringBuilder _output = new();
    Process? _process;
    (int Http, int Mqtt) _ports;

    public string Folder { get; private init; } = Directory.CreateTempSubdirectory("specimen-server-").FullName;
    public string Journal => Path.Combine(Folder, "journal.db");
    public int Mqtt => _ports.Mqtt;

    /// <summary>Everything it wrote to its output and its errors so far, all processes of it.</summary>
    public string Output { get { lock (_output) return _output.ToString(); } }

    public bool IsAlive => _process is { HasExited: false };

    /// <summary>Bytes of memory that it holds.</summary>
    public long WorkingSet
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>What the server is asked by.</summary>
    public HttpClient Client => _http;

    public Uri Http => new($"{Scheme}://127.0.0.1:{Text(_ports.Http)}");

    /// <summary>As it says of itself.</summary>
    public string Scheme { get; private set; } = "http";

    /// <summary>Further words of its command line.</summary>
    public IReadOnlyList<string> More { get; private init; } = [];

    /// <summary>The address of the database that holds its store; null where that is a file in its folder.</summary>
    public string? Store { get; private init; }

    /// <param name="trusts">How to ask it, where its wires are secured.</param>
    public static async Task<ServerUnderTest> Start(string? store = null, IReadOnlyList<string>? more = null, string? folder = null, HttpMessageHandler? trusts = null)
    {
        var server = folder is null ? new ServerUnderTest { Store = store, More = more ?? [] } : new ServerUnderTest { Store = store, More = more ?? [], Folder = folder };
        if (trusts is not null) server._http = Asker(trusts);
        return await server.After(server.Register);
    }

    /// <summary>On what lies in a folder.</summary>
    public static async Task<ServerUnderTest> On(string folder)
    {
        var server = new ServerUnderTest { Folder = folder };
        return await server.After(server.Ready);
    }

    /// <summary>One more process on a store that another one has begun.</summary>
    public static async Task<ServerUnderTest> Join(string store, IReadOnlyList<string>? more = null, HttpMessageHandler? trusts = null)
    {
        var server = new ServerUnderTest { Store = store, More = more ?? [] };
        if (trusts is not null) server._http = Asker(trusts);
        return await server.After(server.Ready);
    }

    /// <summary>Up, and this done; what does not get so far is not left behind.</summary>
    async Task<ServerUnderTest> After(Func<Task> done)
    {
        try
        {
            await StartAgain();
            await done();
            return this;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    Task Ready() => Until(IsReady, "the process to be ready");

    public async Task<bool> IsReady()
    {
        using var answer = await _http.GetAsync(new Uri(Http, "health/ready"));
        return answer.IsSuccessStatusCode;
    }

    /// <summary>On the same folder and the same ports as before.</summary>
    public async Task StartAgain()
    {
        var file = Path.Combine(Folder, "server.json");
        File.Delete(file);
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])[Day.Program("Server"), "serve", "--data", Folder, "--token", Token, "--simulated", "day12/1/2020-09-06", "--http", Text(_ports.Http), .. More.Contains("--broker") ? (string[])[] : ["--mqtt", Text(_ports.Mqtt)], .. Store is null ? (string[])[] : ["--store", Store, "--node", Path.GetFileName(Folder)], .. More])
            start.ArgumentList.Add(word);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, said) => Heard(said.Data);
        _process.ErrorDataReceived += (_, said) => Heard(said.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Until(() => File.Exists(file), "the server to be up");
        var said = JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement;
        Scheme = said.GetProperty("scheme").GetString()!;
        _ports = (said.GetProperty("http").GetInt32(), said.GetProperty("mqtt") is { ValueKind: JsonValueKind.Number } devices ? devices.GetInt32() : 0);
    }

    void Heard(string? line)
    {
        if (line is null) return;
        Console.Error.WriteLine(line);
        lock (_output) _output.AppendLine(line);
    }

    /// <summary>As a power cut would: no warning, nothing flushed.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task<JsonElement> Get(string path) =>
        JsonDocument.Parse(await _http.GetStringAsync(new Uri(Http, $"api/v1/{path}"))).RootElement;

    /// <summary>Polls: what is asked for comes true or the deadline passes.</summary>
    public async Task Until(Func<bool> holds, string what) => await Until(() => Task.FromResult(holds()), what);

    public async Task Until(Func<Task<bool>> holds, string what)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            Assert.False(_process!.HasExited, $"the server ended while the test waited for {what}");
            Assert.True(Stopwatch.GetElapsedTime(began) < Deadline, $"waited in vain for {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>To the morning. How much a device may say a second goes with the rate.</summary>
    public Task SetClock(bool frozen) =>
        Put(HttpMethod.Put, "clock", $$"""{"now":"{{Morning.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fff}}Z","rate":60,"frozen":{{(frozen ? "true" : "false")}}}""");

    async Task Register()
    {
        await Put(HttpMethod.Put, "programme", """{"name":"Test","zone":"Asia/Hong_Kong","simulated":true,"scenario":"day12","seed":1,"date":"2020-09-06"}""");
        await SetClock(frozen: false);
        await Put(HttpMethod.Post, "sites", """
            [{"id":"LAB1","name_en":"Lab","name_zh":"化驗所","district":"CW","lat_deg":22.3,"lon_deg":114.1,"fence_m":200,"role":"laboratory","beacon":"BL1","docks":["LAB1-D1"]},
             {"id":"CW01","name_en":"Hall","name_zh":"會堂","district":"CW","lat_deg":22.3,"lon_deg":114.1,"fence_m":200,"role":"centre","beacon":"BC1","laboratory":"LAB1","target_minutes":90,
              "sessions":[{"number":1,"opens":"08:00","closes":"13:30"}],"opening_kits":600}]
            """);
        await Put(HttpMethod.Post, "vehicles", $$"""[{"id":"{{Vehicle}}","beacon":"BV1"}]""");
        await Put(HttpMethod.Post, "boxes", $"[{string.Join(',', Boxes.Select(b => $$"""{"id":"{{b}}","seal":"ES-{{b}}","beacon":"B-{{b}}","place":"centre:CW01"}"""))}]");
        await Put(HttpMethod.Post, "devices", $$"""
            [{"id":"{{Scanner}}","class":"scanners","secret":"{{Secret}}","place":"centre:CW01"},
             {"id":"{{Vehicle}}","class":"vehicles","secret":"{{Secret}}","place":"vehicle:{{Vehicle}}"}]
            """);
    }

    /// <summary>What the server answers, and its status.</summary>
    public async Task<(int Status, JsonElement Answer)> Ask(HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, new Uri(Http, $"api/v1/{path}")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        using var answer = await _http.SendAsync(request);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    public async Task Put(HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, new Uri(Http, $"api/v1/{path}")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        using var answer = await _http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
    }

    static HttpClient Asker(HttpMessageHandler way) => new(way) { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Token) } };

    static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await Kill();
        _process?.Dispose();
        _http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
