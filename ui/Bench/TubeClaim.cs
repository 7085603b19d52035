using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>One line of a laboratory's own list, understood.</summary>
/// <param name="Line">Where it stands in what was sent, from 1.</param>
/// <param name="Outcome">null when the laboratory says that it did not have the tube.</param>
/// <param name="At">When it was read; null when the list does not say.</param>
public sealed record TubeClaim(int Line, TubeSerial Serial, BoxId? Box, TubeOutcome? Outcome, string? Reason, Instant? At, StaffId? By);

/// <summary>What cannot be taken of a line, as a sentence that says what to mend.</summary>
public sealed record LineError(int Line, string Sentence);

/// <summary>Collects a list's lines: what is understood and what is not. Never repeats a text that is not a code: it may name a person.</summary>
public sealed class TubeList
{
    public List<TubeClaim> Claims { get; } = [];
    public List<LineError> Errors { get; } = [];
    public int Lines { get; set; }

    public void Wrong(int line, string sentence) => Errors.Add(new LineError(line, sentence));

    /// <summary>Takes a line's texts as codes; empty ones are not there.</summary>
    public void Take(int line, string? serial, string? box, TubeOutcome? outcome, string? reason, string? at, string? by)
    {
        if (!TubeSerial.TryParse(serial, out var tube)) Wrong(line, NotOurs("serial", serial));
        else if (box is not null && !BoxId.TryParse(box, out _)) Wrong(line, NotOurs("box", box));
        else if (by is not null && !StaffId.TryParse(by, out _)) Wrong(line, NotOurs("badge in read_by", by));
        else if (reason is { Length: > 400 } || reason?.Any(char.IsControl) == true) Wrong(line, "The reason is over 400 characters or holds control characters.");
        else if (!TryMoment(at, out var moment)) Wrong(line, "read_at is not a moment with its zone, like 2020-09-06T12:00:00Z.");
        else Claims.Add(new TubeClaim(
            line, tube, box is null ? null : Code.Parse<BoxId>(box), outcome, reason, moment, by is null ? null : Code.Parse<StaffId>(by)));
    }

    static string NotOurs(string what, string? text) => string.IsNullOrEmpty(text)
        ? $"The {what} is missing."
        : $"The {what} is not one of our codes ({text.Length} characters): nothing of it was kept.";

    static bool TryMoment(string? text, out Instant? moment)
    {
        moment = null;
        if (text is null) return true;
        if (text.IndexOf('T') < 0 || !System.Text.RegularExpressions.Regex.IsMatch(text, @"(Z|[+-]\d\d:\d\d)$")
            || !DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var parsed)) return false;
        moment = Instant.From(parsed);
        return true;
    }
}
