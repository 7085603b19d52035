namespace SpecimenLogistics.Journal;

/// <summary>Whose names are forgotten: a name has no day that a term could count from.</summary>
public enum NamesForgotten { Ended, All, Never }

/// <summary>The programme's terms, one a kind of record. What a file does not name has its default.</summary>
public sealed record Terms
{
    /// <summary>Fixes of vehicles: where people drove.</summary>
    public Term Position { get; init; } = new(90, 0);

    /// <summary>Sightings of beacons and readings of seals. What they came to stays as facts.</summary>
    public Term Heard { get; init; } = new(90, 0);

    /// <summary>Readings of loggers. What they came to stays as facts.</summary>
    public Term Temperature { get; init; } = new(0, 2);

    /// <summary>What could not be understood, which may hold anything.</summary>
    public Term Unreadable { get; init; } = new(14, 0);

    /// <summary>Positions of spare trackers, which go home with people.</summary>
    public Term Tracker { get; init; } = new(30, 0);

    /// <summary>Payloads of what is over: boxes at rest, deliveries, incidents and plans.</summary>
    public Term Custody { get; init; } = Term.Never;

    /// <summary>Who looked what up and took what away.</summary>
    public Term Lookups { get; init; } = new(0, 1);

    public NamesForgotten Names { get; init; } = NamesForgotten.Ended;

    /// <summary>Reads <c>kind term</c> a line, <c>#</c> before a remark; null and the sentence of what is wrong with the first bad line.</summary>
    public static Terms? Read(IEnumerable<string> lines, out string? fault)
    {
        var (terms, known, number) = (new Terms(), new HashSet<string>(), 0);
        foreach (var line in lines)
        {
            number++;
            var said = line.Split('#')[0].Trim();
            if (said.Length == 0) continue;
            var (kind, value) = said.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? (said[..space], said[space..].Trim()) : (said, "");
            fault = known.Add(kind) ? terms.Take(kind, value, out terms) : $"{kind} is named twice";
            if (fault is null) continue;
            fault = $"line {number}: {fault}";
            return null;
        }
        fault = terms.Fault;
        return fault is null ? terms : null;
    }

    string? Take(string kind, string value, out Terms next)
    {
        next = this;
        if (kind == "names")
        {
            if (value is not ("ended" or "all" or "never")) return "names are forgotten of ended accounts (ended), of all or never";
            next = this with { Names = Enum.Parse<NamesForgotten>(value, ignoreCase: true) };
            return null;
        }
        if (!Term.TryParse(value, out var term)) return $"{kind} needs a term like '14 days', '3 years' or 'never'";
        if (With(kind, term) is not { } taken) return $"there is no kind '{kind}': position, heard, temperature, unreadable, tracker, custody, lookups or names";
        next = taken;
        return null;
    }

    Terms? With(string kind, Term term) => kind switch
    {
        "position" => this with { Position = term },
        "heard" => this with { Heard = term },
        "temperature" => this with { Temperature = term },
        "unreadable" => this with { Unreadable = term },
        "tracker" => this with { Tracker = term },
        "custody" => this with { Custody = term },
        "lookups" => this with { Lookups = term },
        _ => null,
    };

    /// <summary>What is on its way must be there to be judged; and a box that is forgotten is not judged anew from readings that are not.</summary>
    string? Fault =>
        Math.Min(Heard.AtLeastDays, Temperature.AtLeastDays) < 14 ? "heard and temperature are kept 14 days at least: late messages are judged with them"
        : Custody.AtLeastDays < 365 ? "custody is kept a year at least"
        : Custody != Term.Never && new[] { Heard, Temperature, Position }.Any(t => t.AtLeastDays > Custody.AtLeastDays) ? "custody is kept at least as long as position, heard and temperature"
        : null;

    /// <summary>The append tables that terms speak of.</summary>
    internal IReadOnlyList<(string Table, Term Term)> Tables => [("position", Position), ("heard", Heard), ("temperature", Temperature), ("unreadable", Unreadable)];
}
