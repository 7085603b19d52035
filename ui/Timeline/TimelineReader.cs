using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Staff;

namespace SpecimenLogistics.Ui;

/// <summary>The facts about a subject or a tube, in order of happening.</summary>
public sealed class TimelineReader(IJournal journal, IReadModel readModel)
{
    /// <summary>Facts recorded after a number of the stream, at most <paramref name="limit"/> of them.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> Of(Subject subject, long afterSeq, int limit, CancellationToken cancel)
    {
        var rows = await journal.Read(subject.Value, afterSeq, cancel);
        return await Marked(InOrder(rows.Take(limit).Select(TimelineEntry.Of)), cancel);
    }

    /// <summary>What happened to one tube: its own scans, and the way of every box it was in while it was in it.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> OfTube(TubeSerial tube, CancellationToken cancel)
    {
        var boxes = (await readModel.FindTube(tube.Value, cancel)).Select(item => item.Box).Distinct();
        var entries = new List<TimelineEntry>();
        foreach (var box in boxes)
        {
            var rows = await journal.Read($"{Subject.Word(SubjectKind.Box)}/{box}", 0, cancel);
            entries.AddRange(TubeLife.Of(tube, InOrder(rows.Select(TimelineEntry.Of))));
        }
        return await Marked(InOrder(entries), cancel);
    }

    /// <summary>What came from a phone after it had been taken out of use says who let it in.</summary>
    async Task<IReadOnlyList<TimelineEntry>> Marked(IReadOnlyList<TimelineEntry> entries, CancellationToken cancel)
    {
        var lives = new Dictionary<string, PhoneLife>();
        foreach (var phone in entries.Select(e => e.Device).Where(Enrolment.IsPhone).Distinct().ToArray())
            lives[phone] = new PhoneLife([.. (await journal.Read($"{Subject.Word(SubjectKind.Device)}/{phone}", 0, cancel)).Select(row => row.Fact.ToRecorded())]);
        return lives.Values.All(l => l.WasNeverEnded) ? entries
            : [.. entries.Select(e => lives.TryGetValue(e.Device, out var life) && life.ReleasedBy(e.ReceivedAt) is { } by ? e with { ReleasedBy = by } : e)];
    }

    internal static IReadOnlyList<TimelineEntry> InOrder(IEnumerable<TimelineEntry> entries) =>
        [.. entries.OrderBy(e => new Stamp(e.OccurredAt, e.Device, e.Boot, e.DeviceSeq, 0)).ThenBy(e => e.Stream, StringComparer.Ordinal).ThenBy(e => e.Seq)];
}
