using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Past;

/// <summary>Everything the record says, to be seen at any moment of it. Read from the journal once; used by one reader at a time.</summary>
sealed class PastDay
{
    static readonly SubjectKind[] Shown =
        [SubjectKind.Programme, SubjectKind.Plan, SubjectKind.Site, SubjectKind.Vehicle, SubjectKind.Courier, SubjectKind.Dock, SubjectKind.Box, SubjectKind.Delivery, SubjectKind.Incident];

    readonly IReadOnlyDictionary<Subject, IReadOnlyList<(Instant RecordedAt, Recorded Fact)>> facts;
    readonly Dictionary<bool, Dictionary<Subject, PastStream>> streams = [];

    PastDay(IReadOnlyDictionary<Subject, IReadOnlyList<(Instant, Recorded)>> facts, Instant through) => (this.facts, Through) = (facts, through);

    /// <summary>What was recorded until then is in it.</summary>
    public Instant Through { get; }

    /// <summary>When the first device said anything of it; null when none has.</summary>
    public Instant? Begins => facts.Values.SelectMany(f => f).Where(f => f.Fact.Stamp is { Boot: > 0, OccurredAt.Microseconds: > 0 }).Select(f => (Instant?)f.Fact.Stamp.OccurredAt).Min();

    /// <summary>How many things devices said of each span from a beginning on, telemetry aside.</summary>
    public IReadOnlyList<int> Busy(Instant from, Instant to, TimeSpan span)
    {
        var counts = new int[Math.Max(1, (int)Math.Ceiling((to - from) / span))];
        foreach (var (_, fact) in facts.Values.SelectMany(f => f))
        {
            var at = (fact.Stamp.OccurredAt - from) / span;
            if (fact.Stamp.Boot > 0 && at >= 0 && at < counts.Length) counts[(int)at]++;
        }
        return counts;
    }

    public static async Task<PastDay> Read(IJournal journal, ViewCache live, Instant now, CancellationToken cancel)
    {
        var read = new Dictionary<Subject, IReadOnlyList<(Instant, Recorded)>>();
        foreach (var subject in Shown.SelectMany(kind => live.Ids(Subject.Word(kind)).Select(id => new Subject(kind, id))))
        {
            cancel.ThrowIfCancellationRequested();
            var rows = await journal.Read(subject.Value, 0, cancel);
            read[subject] = [.. rows.Select(row => (new Instant(row.RecordedAt), row.Fact.ToRecorded()))];
        }
        return new PastDay(read, now);
    }

    /// <summary>Every view at a moment.</summary>
    /// <param name="knownNow">With what has been learned of that moment since; else as it was known then.</param>
    public ViewCache At(Instant moment, bool knownNow)
    {
        if (!streams.TryGetValue(knownNow, out var of)) streams[knownNow] = of = facts.ToDictionary(f => f.Key, f => PastStream.Of(f.Key, f.Value, knownNow));
        var views = new ViewCache();
        foreach (var (subject, stream) in of)
            if (stream.At(moment) is { View.Length: > 0 } at) views.Apply(new EntityRow(Subject.Word(subject.Kind), subject.Id, at.Count, 0, 0, at.View));
        return views;
    }
}
