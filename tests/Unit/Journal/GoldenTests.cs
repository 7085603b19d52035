using System.Text;
using System.Text.Json;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Unit.Journal;

/// <summary>
/// Rows whose hashes were computed once by another program from the chain's description. They must stay equal for ever: a
/// store's chain is checked years after it was written.
/// </summary>
public sealed class GoldenTests
{
    static IEnumerable<JsonElement> Lines(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Journal", "Golden", file)).Select(l => JsonDocument.Parse(l).RootElement);

    [Fact]
    public void Facts_hash_as_they_always_have()
    {
        var (bytes, last, count) = (new ChainBytes(), FactHash.Start, 0);
        foreach (var line in Lines("facts.jsonl"))
        {
            var fact = Fact(line);
            var digest = PayloadDigest.Of(Hex(line, "salt"), fact.Payload);
            Assert.Equal(Text(line, "payload_digest"), RootHeads.Hex(digest));
            last = FactHash.Of(bytes, Text(line, "stream")!, Long(line, "seq"), fact, Long(line, "recorded_at"), digest, last);
            Assert.Equal(Text(line, "hash"), RootHeads.Hex(last));
            count++;
        }
        Assert.Equal(4, count);
    }

    [Fact]
    public void Positions_hash_as_they_always_have() => Running(new PositionFormat(), 3, f => new PositionEntry(
        f[0].GetString()!, f[1].GetString()!, f[2].GetUInt32(), f[6].GetInt64(), new NewPosition(
            f[3].GetInt64(), f[4].GetInt64(), f[5].GetInt64(), f[7].GetDouble(), f[8].GetDouble(), f[9].GetDouble(), f[10].GetDouble(), f[11].GetDouble())));

    [Fact]
    public void Sightings_and_seal_readings_hash_as_they_always_have() => Running(new HeardFormat(), 3, f => new HeardEntry(
        f[0].GetString()!, f[1].GetInt64(), f[2].GetString()!, f[3].GetUInt32(), f[7].GetInt64(), new NewHeard(
            f[4].GetInt64(), f[5].GetInt64(), f[6].GetInt64(), f[8].GetString()!, f[9].GetInt32(), f[10].ValueKind == JsonValueKind.Null ? null : f[10].GetInt32() == 1)));

    [Fact]
    public void Temperatures_hash_as_they_always_have() => Running(new TemperatureFormat(), 1, f => new TemperatureEntry(
        f[0].GetString()!, f[1].GetString()!, f[2].GetUInt32(), f[6].GetInt64(), new NewTemperature(
            f[3].GetInt64(), f[4].GetInt64(), f[5].GetInt64(), f[7].GetDouble())));

    static void Running<TRow>(RowFormat<TRow> format, int rows, Func<JsonElement[], TRow> make)
    {
        var running = new RunningHash(FactHash.Start);
        ChainBytes? commit = null;
        var lines = Lines("telemetry.jsonl").Where(l => Text(l, "table") == format.Table).ToList();
        Assert.Equal(rows, lines.Count);
        foreach (var line in lines)
        {
            format.Describe(commit ??= running.Begin(), make([.. line.GetProperty("fields").EnumerateArray()]));
            if (Text(line, "hash") is not { } hash) continue;
            Assert.Equal(hash, RootHeads.Hex(running.End()));
            commit = null;
        }
    }

    static FactEnvelope Fact(JsonElement line) => new()
    {
        Id = Guid.Parse(Text(line, "fact_id")!), Kind = Text(line, "kind")!, OccurredAt = Long(line, "occurred_at"), Device = Text(line, "device")!,
        Boot = (uint)Long(line, "boot"), Seq = Long(line, "dseq"), Item = (int)Long(line, "item"),
        DeviceAt = line.GetProperty("device_at").ValueKind == JsonValueKind.Null ? null : Long(line, "device_at"), ReceivedAt = Long(line, "received_at"),
        UncertaintyMicroseconds = Long(line, "uncertainty"), Actor = Text(line, "actor"), SecondActor = Text(line, "second_actor"),
        Corrects = Text(line, "corrects") is { } id ? Guid.Parse(id) : null, Payload = Encoding.UTF8.GetBytes(Text(line, "payload")!),
    };

    static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();
    static long Long(JsonElement line, string name) => line.GetProperty(name).GetInt64();
    static byte[] Hex(JsonElement line, string name) => Convert.FromHexString(Text(line, name)!);
}
