using System.Text;
using SpecimenLogistics.Tests.Mqtt;

namespace SpecimenLogistics.Tests.Processes.Attacks;

/// <summary>A device with its own secret that says what no device should.</summary>
[Collection("a machine to itself")]
public sealed class An_attack_on_payloads
{
    const long Growth = 300L << 20;
    const int Window = 64;

    [Fact(Explicit = true, Timeout = 3_600_000)]
    public async Task Is_acknowledged_every_time_and_nothing_of_it_is_stored_but_as_unreadable()
    {
        await using var server = await ServerUnderTest.Start();
        await Bad(server);
    }

    [Fact(Explicit = true, Timeout = 3_600_000)]
    public async Task That_was_sound_before_it_was_mangled_is_acknowledged_every_time_and_the_record_stays_whole()
    {
        await using var server = await ServerUnderTest.Start();
        await Mangled(server, Attack.Inputs(3_000));
        await Attack.LeavesTheRecordWhole(server);
    }

    /// <param name="server">A scanner of it has said nothing yet.</param>
    internal static async Task Bad(ServerUnderTest server)
    {
        using var line = await RawLine.SignOn(server.Mqtt, ServerUnderTest.Scanner, TestContext.Current.CancellationToken);
        var before = await Watched.Of(server);
        // Each with a number of its own: the same again would be a repeat.
        byte[][] bad = [.. Texts().Select((text, n) => Encoding.UTF8.GetBytes(text.Replace("\"seq\":1,", $"\"seq\":{n + 1},", StringComparison.Ordinal))), .. NotText()];
        await Send(line, bad);
        var did = await Watched.Of(server) - before;
        Assert.Equal((bad.Length, bad.Length, 0), (did.Acknowledged, did.Unreadable, did.Telemetry));
        // What its clock was taken for is all that is said of it.
        Assert.Equal(["clock-measured"], Kinds(server));
    }

    internal static async Task Mangled(ServerUnderTest server, int inputs)
    {
        var dice = Attack.Dice("payloads");
        Attack.Say($"{inputs} mangled payloads");
        using var line = await RawLine.SignOn(server.Mqtt, ServerUnderTest.Scanner, TestContext.Current.CancellationToken);
        await Send(line, [.. Sound().Select(text => Encoding.UTF8.GetBytes(text))]);
        var (memory, sound) = (server.WorkingSet, Sound().Select(text => Encoding.UTF8.GetBytes(text)).ToArray());
        for (var sent = 0; sent < inputs; sent += Window)
            await Send(line, [.. Enumerable.Range(0, Window).Select(_ => dice.Next(20) == 0 ? Nasty.Garbage(dice, 400) : Nasty.Mangled(sound[dice.Next(sound.Length)], dice))]);
        Attack.Say($"memory {(server.WorkingSet - memory) >> 20} MiB more");
        Assert.InRange(server.WorkingSet - memory, long.MinValue, Growth);
    }

    static IReadOnlyList<string> Kinds(ServerUnderTest server)
    {
        using var journal = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={server.Journal};Mode=ReadOnly;Pooling=False");
        journal.Open();
        using var ask = journal.CreateCommand();
        ask.CommandText = $"SELECT DISTINCT kind FROM fact WHERE device = '{ServerUnderTest.Scanner}' OR (stream = 'device/{ServerUnderTest.Scanner}' AND kind <> 'device-registered')";
        using var rows = ask.ExecuteReader();
        var kinds = new List<string>();
        while (rows.Read()) kinds.Add(rows.GetString(0));
        return kinds;
    }

    /// <summary>Each is acknowledged, some at a time; the connection stays.</summary>
    static async Task Send(RawLine line, IReadOnlyList<byte[]> payloads)
    {
        var cancel = TestContext.Current.CancellationToken;
        foreach (var some in payloads.Chunk(Window))
        {
            for (var n = 0; n < some.Length; n++) await line.Write(MqttBytes.Publish((ushort)(n + 1), Said.ScanTopic, some[n]), cancel);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(TimeSpan.FromSeconds(30));
            var answers = await line.Read(4 * some.Length, limit.Token);
            Assert.Equal(some.Length, answers.Chunk(4).Select(a => (a[0], a[2] << 8 | a[3])).Distinct().Count(a => a.Item1 == 0x40));
        }
    }

    static string Envelope(string items) => $"{{\"boot\":7,\"sent_up_ms\":3600000,\"sent_at\":1599350400000,\"items\":{items}}}";

    static string Item(string fields) => Envelope($"[{{\"seq\":1,\"up_ms\":3600000,\"at\":1599350400000,{fields}}}]");

    static IEnumerable<string> Texts() =>
    [
        "", " ", "null", "0", "\"\"", "[]", "{", Nasty.Deep(10_000), Envelope(Nasty.Deep(10_000)), string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000),
        Item("\"act\":\"pack\",\"box\":\"BX-0001\",\"tube\":\"\\ud800\""), Item("\"act\":\"pack\",\"box\":\"BX-0001\",\"tube\":\"a\\u0000b\""),
        Item("\"act\":\"pack\",\"box\":\"BX-0001\",\"tube\":\"'; DROP TABLE fact; --\""), Item("\"act\":\"pack\",\"box\":\"<script>\",\"tube\":\"1\""), Item("\"act\":\"pack\",\"box\":\"BX-0001\""),
        Item("\"act\":\"fly\",\"box\":\"BX-0001\""), Item("\"act\":1"), Item("\"act\":\"seal\",\"box\":\"BX-0001\",\"seal\":\"ES-1\",\"count\":NaN"), Item("\"act\":\"seal\",\"box\":\"BX-0001\",\"seal\":\"ES-1\",\"count\":1e400"),
        Item("\"act\":\"seal\",\"box\":\"BX-0001\",\"seal\":\"ES-1\",\"count\":-1"), Item("\"act\":\"seal\",\"box\":\"BX-0001\",\"seal\":\"ES-1\",\"count\":99999999999"),
        "{\"boot\":-1,\"sent_up_ms\":1,\"sent_at\":1,\"items\":[]}", "{\"boot\":4294967296,\"sent_up_ms\":1,\"sent_at\":1,\"items\":[]}", "{\"boot\":1,\"sent_up_ms\":9223372036854775807,\"sent_at\":1,\"items\":[{}]}",
        "{\"boot\":1,\"sent_up_ms\":1e999,\"sent_at\":1,\"items\":[]}", Envelope("null"), Envelope("[null]"), Envelope($"[{string.Join(',', Enumerable.Repeat("{\"seq\":1}", 257))}]"),
        new string(' ', 60_000), new string('a', 60_000), Item($"\"act\":\"pack\",\"box\":\"BX-0001\",\"tube\":\"{new string('9', 60_000)}\""), Item("\"act\":\"pack\",\"box\":\"BX-0001\",\"tube\":\"1\"") + "x",
    ];

    static IEnumerable<byte[]> NotText() => [[0xFF, 0xFE, 0x7B, 0x00], [0xC0, 0x80], [0x00], [.. "{\"boot\":7,\""u8, 0xED, 0xA0, 0x80, .. "\":1}"u8]];

    /// <summary>One of each act that a centre's scanner knows.</summary>
    static IEnumerable<string> Sound() =>
    [
        Said.Packed(1, "BX-0001"), Item("\"act\":\"unpack\",\"box\":\"BX-0001\",\"tube\":\"2000001\",\"staff\":\"P-1\""), Item("\"act\":\"seal\",\"box\":\"BX-0002\",\"seal\":\"ES-BX-0002\",\"mechanical_seal\":\"M-1\",\"count\":3"),
        Item("\"act\":\"give\",\"box\":\"BX-0002\",\"seal\":\"ES-BX-0002\",\"party\":\"vehicle:V001\""), Item("\"act\":\"close-session\",\"session\":\"2020-09-06/CW01/1\",\"boxes\":[{\"box\":\"BX-0001\",\"tubes\":1}],\"reason\":\"rain\""),
        Item("\"act\":\"kits\",\"count\":100,\"party\":\"warehouse:WH1\",\"lot\":\"L-1\",\"expiry\":\"2021-01-01\""), Item("\"act\":\"hold\",\"box\":\"BX-0003\",\"reason\":\"wet\""),
    ];
}
