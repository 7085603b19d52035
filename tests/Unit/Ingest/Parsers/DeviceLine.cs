using System.Text;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Unit.Ingest;

/// <summary>
/// One recorded device line with what it must come to. A block of a file in <c>lines/</c>: a sentence after <c>#</c>, the
/// device with its class and place, its publish verbatim, and what is expected of it: facts after <c>&gt;</c>, telemetry
/// after <c>~</c>, what is set aside after <c>!</c>.
/// </summary>
sealed record DeviceLine(string Sentence, string Device, DeviceClass Class, string Place, string Topic, string Payload, IReadOnlyList<string> Expected)
{
    public static IEnumerable<DeviceLine> ReadAll() =>
        System.IO.Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Ingest", "lines"), "*.txt").Order(StringComparer.Ordinal)
            .SelectMany(file => File.ReadAllText(file).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(Parse);

    static DeviceLine Parse(string block)
    {
        var lines = block.Split('\n');
        var (device, publish) = (lines[1].Split(' '), lines[2].Split(' ', 2));
        return new(lines[0].TrimStart('#', ' '), device[0], Enum.Parse<DeviceClass>(device[1]), device[2], publish[0], publish[1], lines[3..]);
    }

    public async Task<IReadOnlyList<string>> Play()
    {
        using var lane = new Lane(Device, Class, Place);
        await lane.Publish(Topic, Encoding.UTF8.GetBytes(Payload));
        return
        [
            .. lane.Grains.Facts.Where(f => f.About.Kind != SubjectKind.Device).Select(f => Line(f.About, f.Fact)),
            .. lane.Track.Batches.SelectMany(Lines),
            .. lane.Store.Unreadable.Select(item => $"! {item.Reason}"),
        ];
    }

    static string Line(Subject about, Recorded fact) =>
        $"> {about} {fact.Stamp.OccurredAt} {fact.Stamp.Seq} {fact.Actor?.Value ?? "-"} {fact.SecondActor?.Value ?? "-"} {Encoding.UTF8.GetString(FactCodec.Write(fact.Fact))}";

    static IEnumerable<string> Lines(TelemetryBatch batch) =>
    [
        .. batch.Positions.Select(p => FormattableString.Invariant($"~ {batch.Hearer} {new Instant(p.OccurredAt)} {p.Seq} position {p.LatDeg} {p.LonDeg} {p.SpeedKmh} {p.HeadingDeg} {p.AccuracyM}")),
        .. batch.Heard.Select(h => $"~ {batch.Hearer} {new Instant(h.OccurredAt)} {h.Seq} heard {h.Code} {h.RssiDbm} {(h.Open is { } open ? open ? "open" : "closed" : "-")}"),
        .. batch.Temperatures.Select(t => FormattableString.Invariant($"~ {batch.Hearer} {new Instant(t.OccurredAt)} {t.Seq} temperature {t.Celsius}")),
    ];
}
