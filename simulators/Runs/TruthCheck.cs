using System.Globalization;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>Holds what the server answers against what happened, line by line and time by time. Every difference is one sentence.</summary>
internal sealed class TruthCheck(Truth truth, Answers answers, TimeSpan tolerance)
{
    readonly List<string> _differences = [];

    /// <summary>What the server has wrong; empty when it knew the truth.</summary>
    /// <param name="undisturbed">The same day without faults of the world; null when there are none.</param>
    public static IReadOnlyList<string> Differences(Truth truth, Truth? undisturbed, Answers answers, TimeSpan tolerance)
    {
        var check = new TruthCheck(truth, answers, tolerance);
        check.Lines();
        check.Deliveries();
        check.Unloads();
        if (undisturbed is not null) check.Touched(CanonicalState.BoxesThatDiffer(undisturbed.CanonicalLines, answers.Lines));
        return check._differences;
    }

    /// <summary>
    /// How far a moment may be off. Times are the devices' own, so the speed does not matter. Where clocks are wrong, one
    /// that is off by less than a minute and a second of real time at the day's speed is believed as it is.
    /// </summary>
    public static TimeSpan Tolerance(bool skewed, double speed) => skewed ? TimeSpan.FromSeconds(60 + speed) : s_exact;

    static readonly TimeSpan s_exact = TimeSpan.FromSeconds(1);

    void Lines()
    {
        var expected = truth.CanonicalLines.GroupBy(Subject).ToDictionary(g => g.Key, g => g.ToList());
        var said = answers.Lines.GroupBy(Subject).ToDictionary(g => g.Key, g => g.ToList());
        foreach (var subject in expected.Keys.Union(said.Keys).Order(StringComparer.Ordinal))
        {
            var wanted = expected.GetValueOrDefault(subject) ?? [];
            var found = said.GetValueOrDefault(subject) ?? [];
            foreach (var line in wanted.Except(found)) Differ($"truth  {line}\n  server {string.Join(" and ", found.DefaultIfEmpty("says nothing of it"))}");
            if (wanted.Count == 0 || found.Count > wanted.Count) Differ($"the server made up {string.Join(" and ", found.Except(wanted).DefaultIfEmpty(subject + " twice"))}");
        }
        if (answers.SaidHash is { } hash && hash != CanonicalState.Hash(answers.Lines)) Differ($"the server's hash {hash} is not that of its own lines");
        foreach (var late in CanonicalState.Late(answers.Lines).Except(truth.PredictedLate)) Differ($"delivery {late} is said to be late and was not");
        foreach (var late in truth.PredictedLate.Except(CanonicalState.Late(answers.Lines))) Differ($"delivery {late} was late and is not said to be");
    }

    void Touched(IReadOnlyList<string> boxes)
    {
        foreach (var box in boxes.Except(truth.TouchedBoxes)) Differ($"box {box} ends otherwise than without the faults, which never touched it");
        foreach (var box in truth.TouchedBoxes.Except(boxes).Order(StringComparer.Ordinal)) Differ($"box {box} was touched by a fault, and nothing shows it");
    }

    void Deliveries()
    {
        var said = answers.Deliveries.ToLookup(d => d.Id);
        foreach (var true_ in truth.Deliveries)
        {
            if (said[true_.Id].SingleOrDefault() is not { } found) { Differ($"delivery {true_.Id} is not known"); continue; }
            Time($"delivery {true_.Id} closed", true_.Declared ? true_.Closed : null, found.Closed);
            Unloaded(true_, found);
        }
        // What was planned and did not take place is known, and nothing is claimed of it.
        var claimed = said.Where(g => g.Any(d => d.Closed is not null || d.Unloaded is not null)).Select(g => g.Key);
        foreach (var id in claimed.Except(truth.Deliveries.Select(d => d.Id))) Differ($"delivery {id} never was");
    }

    /// <summary>Where a scan at the dock was forgotten the server may say only that it was unloaded by the time it was received.</summary>
    void Unloaded(TrueDelivery truly, SaidDelivery said)
    {
        if (truly.UnloadScanned != said.UnloadScanned) Differ($"delivery {truly.Id} was {(truly.UnloadScanned ? "" : "not ")}scanned at the dock, the server says otherwise");
        else if (truly.UnloadScanned) Time($"delivery {truly.Id} unloaded", truly.Unloaded, said.Unloaded);
        else if (truly.Unloaded is not null && !(said.Unloaded >= truly.Unloaded - tolerance && said.Unloaded <= truly.Unloaded + s_toTheDoor + tolerance))
            Differ($"delivery {truly.Id} unloaded {Format(truly.Unloaded)}, the server says by {Format(said.Unloaded)}");
    }

    static readonly TimeSpan s_toTheDoor = TimeSpan.FromMinutes(10);

    void Unloads()
    {
        var said = answers.Unloads.ToLookup(u => u.Dock);
        foreach (var dock in truth.Unloads.Where(u => u.Unscanned.Count < u.Boxes.Count).Select(u => u.Dock).Union(said.Select(g => g.Key)).Order(StringComparer.Ordinal))
        {
            // Of a load that nobody scanned at the dock nobody can say which dock it was.
            var wanted = truth.Unloads.Where(u => u.Dock == dock && u.Unscanned.Count < u.Boxes.Count).OrderBy(u => u.From).ToList();
            var found = said[dock].OrderBy(u => u.From).ToList();
            if (wanted.Count != found.Count) Differ($"{wanted.Count} unloads at {dock}, the server knows {found.Count}");
            foreach (var (want, find) in wanted.Zip(found)) Unload($"unload at {dock} of {want.Vehicle} at {Format(want.From)}", want, find);
        }
    }

    void Unload(string what, TrueUnload want, SaidUnload found)
    {
        if (want.Vehicle != found.Vehicle) Differ($"{what}: the server says it was {found.Vehicle ?? "nobody"}");
        var scanned = want.Boxes.Except(want.Unscanned).Order(StringComparer.Ordinal).ToList();
        if (!scanned.SequenceEqual(found.Boxes)) Differ($"{what}: {string.Join(",", scanned)}, the server says {string.Join(",", found.Boxes)}");
        if (!want.Unscanned.Order(StringComparer.Ordinal).SequenceEqual(found.Unscanned)) Differ($"{what}: {string.Join(",", want.Unscanned)} not scanned, the server says {string.Join(",", found.Unscanned)}");
        Time(what + " began", want.From, found.From);
        if (want.Unscanned.Count > 0) return;
        Time(what + " ended", want.To, found.To);
        var seconds = (want.To - want.From).TotalSeconds;
        // Both ends are one terminal's: however wrong its clock is, the time between them is not.
        if (Math.Abs(seconds - found.Seconds) > s_exact.TotalSeconds) Differ(string.Create(CultureInfo.InvariantCulture, $"{what} took {seconds:0.0} s, the server says {found.Seconds:0.0} s"));
    }

    void Time(string what, DateTimeOffset? truly, DateTimeOffset? said)
    {
        if (truly is null && said is null) return;
        if (truly is { } t && said is { } s && (t - s).Duration() <= tolerance) return;
        Differ($"{what} {Format(truly)}, the server says {Format(said)}");
    }

    void Differ(string sentence) => _differences.Add(sentence);

    // A box's cycle, a delivery, a vehicle: what one line is about.
    static string Subject(string line)
    {
        var fields = line.Split('|');
        return fields[0] == "box" && fields.Length > 2 ? $"box|{fields[1]}|{fields[2]}" : string.Join('|', fields.Take(2));
    }

    static string Format(DateTimeOffset? time) => time is { } t ? t.UtcDateTime.ToString("HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) : "never";
}
