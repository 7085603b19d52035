using System.Globalization;
using System.Security.Cryptography;

namespace SpecimenLogistics.Ui.Labels;

/// <summary>Codes one after the other: the number at a code's end, or a tube's whole serial, which counts by its 32 digits.</summary>
static class CodeRange
{
    /// <summary>Digits of a serial, without letters that look like others.</summary>
    const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const int SerialLength = 10;

    /// <summary>null when the two do not begin alike, are of different length, or stand the wrong way round.</summary>
    public static long? Count(LabelKind kind, string from, string to) =>
        Split(kind, from) is { } first && Split(kind, to) is { } last && first.Stem == last.Stem && from.Length == to.Length && last.Number >= first.Number
            ? last.Number - first.Number + 1
            : null;

    /// <summary>null when the numbers run out before.</summary>
    public static IReadOnlyList<string>? From(LabelKind kind, string from, int count)
    {
        if (Split(kind, from) is not { } first) return null;
        var codes = new string[count];
        for (var i = 0; i < count; i++)
        {
            codes[i] = Join(kind, first.Stem, first.Number + i, from.Length - first.Stem.Length);
            if (codes[i].Length != from.Length) return null;
        }
        return codes;
    }

    /// <summary>
    /// Where a new range of serials begins. At random: nobody needs a list of ranges that were given out, and of a thousand million
    /// sheets hardly two would meet.
    /// </summary>
    public static string FreshSerial() => RandomNumberGenerator.GetString(Digits, SerialLength);

    static (string Stem, long Number)? Split(LabelKind kind, string code)
    {
        if (kind == LabelKind.Tube) return ("", code.Aggregate(0L, (sum, c) => sum * Digits.Length + Digits.IndexOf(c)));
        var stem = code.TrimEnd([.. "0123456789"]);
        return stem.Length == code.Length ? null : (stem, long.Parse(code.AsSpan(stem.Length), NumberStyles.None, CultureInfo.InvariantCulture));
    }

    static string Join(LabelKind kind, string stem, long number, int length)
    {
        if (kind != LabelKind.Tube) return stem + number.ToString(CultureInfo.InvariantCulture).PadLeft(length, '0');
        var serial = new char[SerialLength];
        for (var i = SerialLength - 1; i >= 0; i--, number /= Digits.Length) serial[i] = Digits[(int)(number % Digits.Length)];
        // Past the last serial it would begin at the first again.
        return number == 0 ? new string(serial) : "";
    }
}
