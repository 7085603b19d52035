using System.Security.Cryptography;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>Compares each subject's view with one made anew from its facts.</summary>
internal sealed class ViewCheck(Reader reader, Func<string, IReadOnlyList<JournalRow>, byte[]?> refold, Findings findings)
{
    readonly Dictionary<string, (long Seq, byte[] Digest)> _views = reader
        .Query("SELECT kind, id, seq, view FROM entity_state", r => (Stream: $"{r.GetString(0)}/{r.GetString(1)}", Seq: r.GetInt64(2), Digest: SHA256.HashData((byte[])r[3])))
        .ToDictionary(v => v.Stream, v => (v.Seq, v.Digest));

    public void One(string stream, IReadOnlyList<JournalRow> rows)
    {
        if (Fault(stream, rows) is { } fault) findings.Break(stream, rows.Count, fault);
    }

    string? Fault(string stream, IReadOnlyList<JournalRow> rows)
    {
        byte[]? made;
        try { made = refold(stream, rows); }
        catch (Exception e) { return "its facts cannot be folded: " + e.Message; }
        if (!_views.Remove(stream, out var view)) return made is null ? null : "the read model has no view of it";
        findings.Refolded++;
        if (made is null) return "the read model has a view, its facts give none";
        if (view.Seq != rows.Count) return $"the view speaks of seq {view.Seq}";
        return SHA256.HashData(made).AsSpan().SequenceEqual(view.Digest) ? null : "the view is not what its facts give";
    }

    /// <summary>Its payloads are destroyed: no view can be made of it, and while nothing came since it must be the one of then.</summary>
    public void Emptied(string stream, EmptiedStream emptied, long seq)
    {
        findings.NotRefolded++;
        var there = _views.Remove(stream, out var view);
        if (emptied.Seq == seq && (there ? RootHeads.Hex(view.Digest) : null) != emptied.View) findings.Break(stream, seq, "the view is not the one it had when its payloads were destroyed");
    }

    /// <summary>A stream that is broken already: its view says nothing more.</summary>
    public void Skip(string stream) => _views.Remove(stream);

    public void Rest()
    {
        foreach (var stream in _views.Keys) findings.Break(stream, null, "the read model has a view of a subject without facts");
    }
}
