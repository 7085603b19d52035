using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>The facts about a subject or a tube, in order of happening.</summary>
public sealed class TimelineReader(IJournal journal, IReadModel readModel)
{
    /// <summary>Facts recorded after a number of the stream, at most <paramref name="limit"/> of them.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> Of(Subject subject, long afterSeq, int limit, CancellationToken cancel)
    {
        var rows = await journal.Read(subject.Value, afterSeq, cancel);
        return InOrder(rows.Take(limit).Select(TimelineEntry.Of));
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
        return InOrder(entries);
    }

    internal static IReadOnlyList<TimelineEntry> InOrder(IEnumerable<TimelineEntry> entries) =>
        [.. entries.OrderBy(e => new Stamp(e.OccurredAt, e.Device, e.Boot, e.DeviceSeq, 0)).ThenBy(e => e.Stream, StringComparer.Ordinal).ThenBy(e => e.Seq)];
}
