using System.Collections.Frozen;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using SpecimenLogistics.Tests.Mqtt;

namespace SpecimenLogistics.Tests.Processes.Attacks;

/// <summary>
/// A made-up person's name and identity card, said wherever text comes in, and then looked for in everything that is kept. What people write as a
/// reason, a note or a site's name is kept since it is theirs to write (<c>SECURITY.md</c>); here they write nothing of the kind, or are refused.
/// </summary>
[Collection("a machine to itself")]
public sealed class A_planted_name
{
    const string Name = "CHAN TAI MAN A123456(7)";

    /// <summary>As it would lie in a file, an address or a log.</summary>
    static readonly byte[][] s_needles =
    [
        .. new[] { "CHAN TAI", "CHAN%20TAI", "CHAN+TAI", "A123456", "CHAN\\u0020TAI" }.Select(Encoding.UTF8.GetBytes), Encoding.Unicode.GetBytes("CHAN TAI"), Encoding.Unicode.GetBytes("A123456"),
    ];

    /// <summary>Where people write in their own words.</summary>
    static readonly FrozenSet<string> s_own = new[] { "name", "name_en", "name_zh", "district", "en", "zh", "reason", "text" }.ToFrozenSet();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Is_nowhere_in_what_is_kept()
    {
        await using var server = await ServerUnderTest.Start();
        await AsDevice(server);
        await AsPerson(server);
        await InAddressesAndHeads(server);
        Assert.Empty(await Found(server));
    }

    [Fact(Timeout = 300_000)]
    public async Task That_nobody_could_understand_is_kept_for_its_days_for_admins_alone_and_then_no_more()
    {
        await using var server = await ServerUnderTest.Start();
        using (var line = await RawLine.SignOn(server.Mqtt, ServerUnderTest.Scanner, Cancel))
        {
            await Publish(line, $"v1/scanners/{Name}/scan", Said.Packed(1, "BX-0001"));
            await Publish(line, Said.ScanTopic, $"{Name} is no envelope");
            // An act that nobody knows says nothing of what its labels are.
            await Publish(line, Said.ScanTopic, Said.Packed(2, "BX-0001").Replace("\"pack\"", $"\"{Name}\"", StringComparison.Ordinal));
            await Publish(line, Said.ScanTopic, Said.Packed(3, "BX-0001"));
        }
        await server.SetClock(frozen: true);
        var found = await Found(server);
        Assert.NotEmpty(found);
        Assert.All(found, where => Assert.StartsWith("data/journal.db", where));

        await server.Put(HttpMethod.Put, "clock", """{"now":"2020-09-22T01:00:00Z","rate":1,"frozen":true}""");
        await server.Kill();
        var (code, said) = await Day.Run("Server", "retain", "--data", server.Folder, "--dry-run", "no", "--by", "S-0001", "--and", "S-0002", "--why", "their fourteen days are over");
        Assert.True(code == 0, said);
        Assert.Contains("unreadable: 3, of 2020-09-06 to 2020-09-06", said);
        Assert.Empty(Files(server.Folder));
        (code, said) = await Day.Verify(server.Folder);
        Assert.True(code == 0, said);
        Assert.Contains("destroyed: 3 of unreadable (14 days)", said);
    }

    static async Task AsDevice(ServerUnderTest server)
    {
        foreach (var (client, user, secret) in new[] { (Name, ServerUnderTest.Scanner, ServerUnderTest.Secret), (ServerUnderTest.Scanner, Name, ServerUnderTest.Secret), (ServerUnderTest.Scanner, ServerUnderTest.Scanner, Name), (Name, Name, Name) })
        {
            using var refused = await RawLine.Open(server.Mqtt, Cancel);
            await refused.Write(MqttBytes.Connect(client, user, secret), Cancel);
            Assert.True(await refused.Closes(TimeSpan.FromSeconds(10)), $"{client} {user} was let in");
        }
        using var line = await RawLine.SignOn(server.Mqtt, ServerUnderTest.Scanner, Cancel);
        string[] fields = ["box", "tube", "seal", "mechanical_seal", "beacon", "dock", "instruction", "party", "session", "outcome", "lot", "expiry", "staff", "second_staff", "sealed_by", "phone"];
        foreach (var scan in Scans())
            foreach (var field in fields)
            {
                var item = JsonNode.Parse(scan)!;
                item["items"]![0]![field] = Name;
                await Publish(line, Said.ScanTopic, item.ToJsonString());
            }
        // Refused for its label, with somebody's words beside it.
        await Publish(line, Said.ScanTopic, Scans().First().Replace("\"tube\":\"1\"", $"\"tube\":\"{Name}\",\"reason\":\"{Name}\",\"tubes\":[\"{Name}\"],\"boxes\":[{{\"box\":\"{Name}\",\"tubes\":1}}]", StringComparison.Ordinal));
    }

    static IEnumerable<string> Scans() => new[]
    {
        "\"act\":\"pack\",\"box\":\"BX-0001\",\"tube\":\"1\"", "\"act\":\"seal\",\"box\":\"BX-0001\",\"seal\":\"ES-BX-0001\",\"count\":1", "\"act\":\"give\",\"box\":\"BX-0001\",\"party\":\"vehicle:V001\"",
        "\"act\":\"close-session\",\"session\":\"2020-09-06/CW01/1\",\"boxes\":[]", "\"act\":\"kits\",\"count\":1,\"party\":\"warehouse:WH1\"", "\"act\":\"inspect\",\"box\":\"BX-0001\",\"outcome\":\"intact\"",
    }.Select((fields, n) => $"{{\"boot\":9,\"sent_up_ms\":3600000,\"sent_at\":1599350400000,\"items\":[{{\"seq\":{n},\"up_ms\":3600000,\"at\":1599350400000,{fields}}}]}}");

    static async Task Publish(RawLine line, string topic, string payload)
    {
        await line.Write(MqttBytes.Publish(1, topic, Encoding.UTF8.GetBytes(payload)), Cancel);
        Assert.Equal([0x40, 0x02, 0x00, 0x01], await line.Read(4, Cancel));
    }

    static async Task AsPerson(ServerUnderTest server)
    {
        foreach (var body in Body.All)
            foreach (var said in body.Json is { } json ? Planted(json) : [Name])
            {
                using var request = body.Request(server.Http, said);
                using var answer = await server.Client.SendAsync(request, Cancel);
                Assert.True((int)answer.StatusCode < 500, $"{body.Path}: {answer.StatusCode}");
            }
    }

    /// <summary>In each code alone, and in everything together, so that what people write stands in what is refused.</summary>
    static IEnumerable<string> Planted(string json)
    {
        var count = Texts(JsonNode.Parse(json)!).Count;
        for (var n = 0; n <= count; n++)
        {
            var node = JsonNode.Parse(json)!;
            var texts = Texts(node);
            var changed = 0;
            for (var i = 0; i < count; i++)
                if (n == count || (n == i && !s_own.Contains(texts[i].Key))) { texts[i].Set(Name); changed++; }
            // Of what people write alone nothing would be refused.
            if (changed > 0 && texts.Any(t => !s_own.Contains(t.Key))) yield return node.ToJsonString();
        }
    }

    static List<(string Key, Action<string> Set)> Texts(JsonNode node, string key = "")
    {
        var found = new List<(string, Action<string>)>();
        if (node is JsonObject thing)
            foreach (var (name, value) in thing)
            {
                if (value is JsonValue text && text.TryGetValue<string>(out _)) found.Add((name, to => thing[name] = to));
                else if (value is not null) found.AddRange(Texts(value, name));
            }
        else if (node is JsonArray list)
            for (var i = 0; i < list.Count; i++)
            {
                var at = i;
                if (list[i] is JsonValue text && text.TryGetValue<string>(out _)) found.Add((key, to => list[at] = to));
                else if (list[i] is { } value) found.AddRange(Texts(value, key));
            }
        return found;
    }

    static async Task InAddressesAndHeads(ServerUnderTest server)
    {
        var name = Uri.EscapeDataString(Name);
        string[] paths =
        [
            $"api/v1/search?q={name}", $"api/v1/boxes/{name}", $"api/v1/boxes/{name}/timeline", $"api/v1/boxes/{name}/tubes", $"api/v1/tubes/{name}/timeline", $"api/v1/deliveries/2020-09-06/{name}/1", $"api/v1/lots/{name}",
            $"api/v1/proposals?about={name}", $"api/v1/incidents/{name}", $"api/v1/laboratories/{name}/tubes.csv", $"api/v1/boxes/{name}/specimens", $"audit?q={name}", $"audit/box/{name}", $"audit/tube/{name}", $"audit/tube/{name}/evidence.zip",
            $"audit/roots/{name}", $"reports/{name}", $"labels/manifest/{name}", $"centre/{name}", $"driver/{name}", $"sign-on?to=/{name}", $"enrol?code={name}", $"{name}", $"?token={name}", $"paper?box={name}", $"api/v1/boxes?after={name}",
        ];
        foreach (var path in paths)
        {
            using var answer = await server.Client.GetAsync(new Uri(server.Http, path), Cancel);
            Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode}");
        }
        foreach (var head in new[] { "User-Agent", "Referer", "Cookie", "X-Forwarded-For", "Origin", "Accept-Language", "If-None-Match", "Authorization" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Http, "api/v1/status"));
            request.Headers.TryAddWithoutValidation(head, Name);
            using var answer = await server.Client.SendAsync(request, Cancel);
            Assert.True((int)answer.StatusCode < 500, $"{head}: {answer.StatusCode}");
        }
    }

    /// <summary>Where the name is: files of the server, a copy of them, what it said, and what leaves it.</summary>
    static async Task<IReadOnlyList<string>> Found(ServerUnderTest server)
    {
        var copy = Directory.CreateTempSubdirectory("specimen-planted-").FullName;
        try
        {
            var backup = Path.Combine(copy, "backup");
            Assert.Equal(0, (await Day.Run("Server", "backup", "--data", server.Folder, "--to", backup)).Code);
            List<string> found = [.. Files(server.Folder)];
            // A copy holds what the original does.
            if (found.Count == 0) found.AddRange(Files(backup).Select(f => "backup: " + f));
            if (Has(Encoding.UTF8.GetBytes(server.Output))) found.Add("output: " + server.Output.Split('\n').First(line => Has(Encoding.UTF8.GetBytes(line))));
            foreach (var path in new[] { "reports/2020-09-06", "reports/2020-09-06.json", "reports/2020-09-06.csv", "reports/2020-09-06/deliveries.csv", "reports/programme.json", "audit/box/BX-0001/chain.json", "audit", "api/v1/boxes/BX-0001/timeline", "api/v1/boxes", "api/v1/incidents", "metrics" })
                if (Has(await server.Client.GetByteArrayAsync(new Uri(server.Http, path), Cancel))) found.Add(path);
            using var pack = new ZipArchive(new MemoryStream(await server.Client.GetByteArrayAsync(new Uri(server.Http, "audit/box/BX-0001/evidence.zip"), Cancel)));
            foreach (var entry in pack.Entries)
            {
                using var bytes = new MemoryStream();
                await using (var from = await entry.OpenAsync(Cancel)) await from.CopyToAsync(bytes, Cancel);
                if (Has(bytes.ToArray())) found.Add("evidence: " + entry.FullName);
            }
            return found;
        }
        finally { Directory.Delete(copy, recursive: true); }
    }

    static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        // It is locked, and empty.
        .Where(file => Path.GetFileName(file) != "journal.lock" && Has(Read(file))).Select(file => $"data/{Path.GetRelativePath(folder, file)}: {Around(Read(file))}");

    static bool Has(byte[] bytes) => s_needles.Any(needle => bytes.AsSpan().IndexOf(needle) >= 0);

    /// <summary>What stands about it, for whoever must mend it.</summary>
    static string Around(byte[] bytes)
    {
        var at = s_needles.Select(needle => bytes.AsSpan().IndexOf(needle)).Where(i => i >= 0).Min();
        return new string([.. bytes[Math.Max(0, at - 200)..Math.Min(bytes.Length, at + 100)].Select(b => b is >= 32 and < 127 ? (char)b : '.')]);
    }

    static byte[] Read(string file)
    {
        using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        from.CopyTo(bytes);
        return bytes.ToArray();
    }
}
