using System.Globalization;

namespace SpecimenLogistics.Journal;

/// <summary>How long records of a kind are kept: so many days or calendar years after the day of their arrival, or for ever.</summary>
public readonly record struct Term(int Days, int Years)
{
    const int Most = 10_000;

    public static readonly Term Never = default;

    /// <summary>Reads <c>14 days</c>, <c>3 years</c> or <c>never</c>.</summary>
    public static bool TryParse(string text, out Term term)
    {
        term = Never;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["never"]) return true;
        if (words is not [var number, var unit] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is 0 or > Most) return false;
        if (unit is not ("day" or "days" or "year" or "years") || (unit[0] == 'y' && count > 100)) return false;
        term = unit[0] == 'd' ? new Term(count, 0) : new Term(0, count);
        return true;
    }

    /// <summary>The first day that is still kept; null where all are.</summary>
    public DateOnly? KeptFrom(DateOnly today) => this == Never ? null : today.AddYears(-Years).AddDays(-Days);

    /// <summary>For comparing terms: a year has at least 365 days.</summary>
    public int AtLeastDays => this == Never ? int.MaxValue : Days + Years * 365;

    public override string ToString() => this == Never ? "never" : Years > 0 ? Of(Years, "year") : Of(Days, "day");

    static string Of(int count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")}");
}
