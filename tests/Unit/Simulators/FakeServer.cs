using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SpecimenLogistics.Simulators;
using SpecimenLogistics.Simulators.Runs;

namespace SpecimenLogistics.Unit.Simulators;

/// <summary>As much of a server as a day needs: a broker, and a REST surface that answers as an all-knowing one would.</summary>
internal sealed class FakeServer(Day day) : IServer, IAsyncDisposable
{
    readonly int _mqtt = Recorder.FreePort(), _http = Recorder.FreePort();
    Recorder? _broker;
    WebApplication? _web;

    public IReadOnlyList<ServerFile> Addresses => [new(Environment.ProcessId, _http, _mqtt, "token")];
    public bool HasExited => _broker is null;
    public int Kills { get; private set; }
    public List<Heard> Heard { get; } = [];
    public int HeardSoFar => Heard.Count + (_broker?.Heard.Count ?? 0);
    public ConcurrentQueue<(string What, string Body)> Requests { get; } = new();

    /// <summary>How far into the day its clock says it is, whenever it is asked.</summary>
    public int TimeAheadSeconds { get; set; }

    /// <summary>What it does otherwise than an honest server, by path.</summary>
    public Dictionary<string, Func<string, string>> Twists { get; } = [];

    public async Task StartAsync(CancellationToken cancel)
    {
        _broker = await Recorder.StartAsync(port: _mqtt);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, _http));
        _web = builder.Build();
        _web.Run(AnswerAsync);
        await _web.StartAsync(cancel);
    }

    public async Task KillAsync()
    {
        Kills++;
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_broker is not { } broker) return;
        _broker = null;
        // As a kill: connections are torn off, nothing is waited for.
        await _web!.StopAsync(new CancellationToken(canceled: true));
        await _web.DisposeAsync();
        await broker.DisposeAsync();
        Heard.AddRange(broker.Heard);
    }

    async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var path = context.Request.Path.Value!;
        Requests.Enqueue(($"{context.Request.Method} {path}", await reader.ReadToEndAsync(context.RequestAborted)));
        context.Response.StatusCode = context.Request.Headers.Authorization == "Bearer token" ? 200 : 401;
        var answer = Answer(path);
        if (Twists.TryGetValue(path, out var twist)) answer = twist(answer);
        await context.Response.WriteAsync(answer, context.RequestAborted);
    }

    string Answer(string path) => path switch
    {
        "/time" => JsonSerializer.Serialize(new { now = Iso(day.Setup.Starts.AddSeconds(TimeAheadSeconds)), rate = 1, frozen = false }),
        "/api/v1/status" => JsonSerializer.Serialize(new
        {
            pending = new { inbox = 0, outbox = 0, deadlines = 0, feed = 0 },
            counts = new { facts_stored = 5, telemetry_stored = 7, duplicates_ignored = 3, late_arrivals = 0, unreadable = Unreadable(), signons_refused = 0 },
        }),
        "/api/v1/report" => """{"deliveries":1,"deliveries_within_target":1,"boxes_unaccounted":0}""",
        "/api/v1/canonical" => string.Join('\n', day.Truth.CanonicalLines) + "\n",
        "/api/v1/deliveries" => JsonSerializer.Serialize(day.Truth.Deliveries.Select(d => new { id = d.Id, declared_closure = Iso(d.Closed), unloaded_at = Iso(d.Unloaded) })),
        "/api/v1/unloads" => JsonSerializer.Serialize(day.Truth.Unloads.Select(u => new
        {
            dock = u.Dock, vehicle = u.Vehicle, from = Iso(u.From), to = Iso(u.To), seconds = (u.To - u.From).TotalSeconds, boxes = u.Boxes, gate_seconds = 12.5,
        })),
        "/api/v1/forecast" => """{"now":"2020-09-06T10:30:00Z","deliveries":[]}""",
        "/api/v1/ledger" => """{"balanced":true}""",
        "/api/v1/incidents" => "[]",
        "/api/v1/plans/2020-09-06/orders" => """[{"id":"ORD-1","vehicles":[{"vehicle":"V001","accepted":"2020-09-06T10:30:00Z"},{"vehicle":"V002"}]}]""",
        "/api/v1/sites" => """[{"id":"CW01","stock_outs":0}]""",
        "/api/v1/roots" => """{"root":"abc"}""",
        _ => "",
    };

    // Sent again, a broken message is the same bytes. Every way of breaking leaves its mark: no JSON of ours, a topic that nobody has, another's id or an impossible time.
    int Unreadable() => Heard.Concat(_broker?.Heard ?? []).DistinctBy(h => (h.Client, h.Topic, h.Payload)).Count(h =>
        !h.Topic.StartsWith("v1/", StringComparison.Ordinal) || h.Topic.EndsWith("/humidity", StringComparison.Ordinal)
        || !h.Topic.Contains($"/{h.Client}/", StringComparison.Ordinal) || !h.Payload.EndsWith('}') || h.Payload.Contains("\"up_ms\":-1", StringComparison.Ordinal));

    static string? Iso(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
