using System.Text;

namespace SpecimenLogistics.Journal;

/// <summary>
/// PostgreSQL's text holds every character but U+0000, and only whole ones. Found before anything is sent: an error in the
/// middle of a message would cost the connection, and all who share the transaction.
/// </summary>
internal static class PostgresText
{
    public static bool IsHoldable(string text)
    {
        if (text.Contains('\0')) return false;
        return !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') || IsWhole(text);
    }

    /// <summary>The same text with U+FFFD for what cannot be held.</summary>
    public static string Of(string text) => IsHoldable(text) ? text : string.Concat(text.EnumerateRunes().Select(r => r.Value == 0 ? Rune.ReplacementChar : r));

    static bool IsWhole(string text)
    {
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var taken) != System.Buffers.OperationStatus.Done) return false;
            rest = rest[taken..];
        }
        return true;
    }
}
