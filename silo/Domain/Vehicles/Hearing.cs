namespace SpecimenLogistics.Domain;

/// <summary>One sighting or seal reading, its code already joined to what it is mounted on.</summary>
/// <param name="Open">null for a beacon; otherwise what the seal read.</param>
public readonly record struct Sighting(Subject Of, Instant At, int RssiDbm, bool? Open, SealNumber? Seal);

/// <summary>
/// Gathers a hearer's sightings into evidence. Points less than the limit apart are one stay, and that is a property of the
/// set of points, so the order in which they arrive cannot matter.
/// </summary>
public sealed class Hearing(TimeSpan limit)
{
    readonly Dictionary<Subject, List<Stay>> stays = [];
    readonly Dictionary<Subject, List<OpenSeal>> open = [];
    readonly Dictionary<Subject, List<Stay>> read = [];
    readonly Dictionary<Subject, List<Stay>> beside = [];
    readonly HashSet<Subject> besideSince = [];

    /// <summary>The newest stay of every box whose beacon was heard near.</summary>
    public IEnumerable<Stay> Boxes => beside.Values.Select(s => s[^1]);

    /// <summary>The newest stay of those that were heard near since this was asked before.</summary>
    public IReadOnlyList<Stay> TakeBoxesHeard()
    {
        Stay[] since = [.. besideSince.Select(b => beside[b][^1])];
        besideSince.Clear();
        return since;
    }

    /// <summary>
    /// Counts up with everything that changes the evidence's gist. Nearly all that is heard only says that a stay goes on, and what was heard in
    /// days is long: whoever looks at it looks when there is something to see.
    /// </summary>
    public long News { get; private set; }

    /// <summary>Nobody needs to hear of a shorter journey: it ends long before a box counts as unaccounted for.</summary>
    public static readonly TimeSpan LongJourney = TimeSpan.FromMinutes(90);

    /// <summary>Longer ones are told of in steps, so that a box hears of it twice an hour and not every minute.</summary>
    static readonly TimeSpan Step = TimeSpan.FromMinutes(30);

    /// <summary>A vehicle repeats a site's beacon every few minutes while it stands there.</summary>
    public static readonly TimeSpan VehicleLimit = TimeSpan.FromMinutes(10);

    /// <summary>A dock's terminal repeats a vehicle's beacon every few seconds; the next vehicle comes soon after.</summary>
    public static readonly TimeSpan DockLimit = TimeSpan.FromSeconds(45);

    public void Add(Sighting sighting)
    {
        // A site next door is heard all the time one stands here, and so are the boxes of the vehicle there: a weak beacon neither begins a stay nor lengthens one.
        if (sighting.Open is null && sighting.Of.Kind is SubjectKind.Site or SubjectKind.Box && sighting.RssiDbm <= VehicleVisits.NearDbm) return;
        if (sighting.Open is not null) AddStay(read, sighting, AsCarried);
        else if (sighting.Of.Kind == SubjectKind.Box)
        {
            AddStay(beside, sighting, _ => null);
            besideSince.Add(sighting.Of);
        }
        else AddStay(stays, sighting, stay => (stay.First, stay.First, VehicleVisits.IsNear(stay)));
        if (sighting is { Open: true, Seal: { } seal }) AddOpen(sighting, seal);
    }

    static (Instant, Instant, bool)? AsCarried(Stay stay) => IsLong(stay) ? (stay.First, InSteps(stay).Last, false) : null;

    /// <param name="gist">What the gist of the evidence has of a stay; null for nothing.</param>
    void AddStay(Dictionary<Subject, List<Stay>> all, Sighting sighting, Func<Stay, (Instant, Instant, bool)?> gist)
    {
        var known = For(all, sighting.Of);
        var (one, several) = ((Stay?)null, false);
        var stay = new Stay(sighting.Of, sighting.At, sighting.At, sighting.RssiDbm);
        for (var i = known.Count - 1; i >= 0; i--)
        {
            if (sighting.At - known[i].Last > limit || known[i].First - sighting.At > limit) continue;
            (one, several) = (known[i], one is not null);
            stay = new Stay(stay.Of, Min(stay.First, known[i].First), Max(stay.Last, known[i].Last), Math.Max(stay.StrongestDbm, known[i].StrongestDbm));
            known.RemoveAt(i);
        }
        Insert(known, stay, s => s.First);
        if (several || gist(stay) != (one is null ? null : gist(one))) News++;
    }

    void AddOpen(Sighting sighting, SealNumber number)
    {
        var known = For(open, sighting.Of);
        var reading = new OpenSeal(sighting.Of, number, sighting.At, sighting.At, 1);
        var (one, several) = ((OpenSeal?)null, false);
        for (var i = known.Count - 1; i >= 0; i--)
        {
            if (sighting.At - known[i].Last > limit || known[i].First - sighting.At > limit) continue;
            (one, several) = (known[i], one is not null);
            reading = reading with { First = Min(reading.First, known[i].First), Last = Max(reading.Last, known[i].Last), Count = Math.Min(2, reading.Count + known[i].Count) };
            known.RemoveAt(i);
        }
        Insert(known, reading, r => r.First);
        if (several || (one?.First, one?.Count) != (reading.First, reading.Count)) News++;
    }

    /// <summary>Everything heard, in the order of subjects and times.</summary>
    public Evidence Evidence() => new(
        [.. stays.OrderBy(s => s.Key.Value, StringComparer.Ordinal).SelectMany(s => s.Value)],
        [.. open.OrderBy(s => s.Key.Value, StringComparer.Ordinal).SelectMany(s => s.Value)])
    {
        Carried = read.Values.Any(list => list.Exists(IsLong)) ? [.. read.OrderBy(s => s.Key.Value, StringComparer.Ordinal).SelectMany(s => s.Value).Where(IsLong).Select(InSteps)] : null,
    };

    static bool IsLong(Stay stay) => stay.Last - stay.First >= LongJourney;
    static Stay InSteps(Stay stay) => stay with { Last = stay.First + Step * Math.Floor((stay.Last - stay.First) / Step) };

    static List<T> For<T>(Dictionary<Subject, List<T>> all, Subject subject)
    {
        if (!all.TryGetValue(subject, out var known)) all[subject] = known = [];
        return known;
    }

    static void Insert<T>(List<T> known, T next, Func<T, Instant> at)
    {
        var index = known.Count;
        while (index > 0 && at(known[index - 1]) > at(next)) index--;
        known.Insert(index, next);
    }

    static Instant Min(Instant a, Instant b) => a < b ? a : b;
    static Instant Max(Instant a, Instant b) => a > b ? a : b;
}
