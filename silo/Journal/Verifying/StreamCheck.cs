using System.Data.Common;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>Reads every stream once, in order, and names the first break of each.</summary>
internal sealed class StreamCheck(
    Reader reader, Expected expected, Acts acts, Func<string, IReadOnlyList<JournalRow>, byte[]?>? refold, Findings findings)
{
    readonly ChainBytes _bytes = new();
    readonly List<JournalRow> _rows = [];
    readonly Dictionary<string, Head> _heads = reader
        .Query("SELECT stream, seq, hash FROM stream_head", r => (Stream: r.GetString(0), Head: new Head(r.GetInt64(1), (byte[])r[2])))
        .ToDictionary(h => h.Stream, h => h.Head);
    readonly HashSet<string> _done = [];
    readonly ViewCheck? _views = refold is null ? null : new ViewCheck(reader, refold, findings);
    string? _stream;
    Head _last;
    bool _broken;
    EmptiedStream? _emptied;

    public void Run()
    {
        reader.Each(FactRows.Select + " ORDER BY stream, seq", Row);
        Finish();
        foreach (var (stream, head) in _heads)
            if (_done.Add(stream)) findings.Break(stream, 1, $"the stream is gone: its head says {head.Seq} rows");
        foreach (var stream in expected.Names)
            if (!_done.Contains(stream) && !RootHeads.TableNames.Contains(stream))
                findings.Break(stream, 1, $"the stream is gone: root {expected.Beyond(stream, 0)!.Value.Root} knows it");
        _views?.Rest();
    }

    void Row(DbDataReader r)
    {
        var (stream, seq) = (r.GetString(0), r.GetInt64(1));
        if (stream != _stream) Begin(stream);
        findings.Facts++;
        if (_broken) return;
        if (Fault(r, seq) is not { } fault) return;
        findings.Break(stream, seq, fault);
        _broken = true;
    }

    void Begin(string stream)
    {
        Finish();
        findings.Streams++;
        (_stream, _last, _broken, _emptied) = (stream, new Head(0, FactHash.Start), false, acts.Of(stream));
        _rows.Clear();
        _done.Add(stream);
    }

    string? Fault(DbDataReader r, long seq)
    {
        StoredFact stored;
        try { stored = FactRows.Read(r); }
        catch (Exception e) when (Findings.IsDamage(e)) { return "the row cannot be read: " + e.Message; }
        var row = stored.Row;
        if (seq != _last.Seq + 1) return $"row {_last.Seq + 1} is missing";
        var destroyed = stored.Salt is null && r.Bytes(17) is null;
        if (!destroyed && (stored.Salt is null || !PayloadDigest.Of(stored.Salt, row.Fact.Payload).AsSpan().SequenceEqual(stored.PayloadDigest)))
            return "the payload is not what was stored";
        if (acts.Fault(_emptied, row, destroyed) is { } unsaid) return unsaid;
        var hash = FactHash.Of(_bytes, row.Stream, seq, row.Fact, row.RecordedAt, stored.PayloadDigest, _last.Hash);
        if (!hash.AsSpan().SequenceEqual(row.Hash)) return "the row does not follow from the one before it: one of them is not what was stored";
        if (expected.At(row.Stream, seq, row.Hash) is { } contradiction) return contradiction;
        _last = new Head(seq, row.Hash);
        if (destroyed) findings.Destroyed++;
        if (refold is not null) _rows.Add(row);
        return null;
    }

    void Finish()
    {
        if (_stream is not { } stream) return;
        _stream = null;
        if (_broken) _views?.Skip(stream);
        else if (EndFault(stream) is { } fault) findings.Break(stream, _last.Seq, fault);
        else if (_emptied is { } emptied) _views?.Emptied(stream, emptied, _last.Seq);
        else _views?.One(stream, _rows);
    }

    string? EndFault(string stream)
    {
        if (!_heads.TryGetValue(stream, out var head)) return "the stream has rows but no head";
        if (head.Seq > _last.Seq) return $"the stream was shortened: its head says {head.Seq} rows, {_last.Seq} are there";
        if (head.Seq < _last.Seq) return $"the stream has {_last.Seq} rows, its head says {head.Seq}";
        if (!head.Hash.AsSpan().SequenceEqual(_last.Hash)) return "the head is not the last row's hash";
        if (_emptied is { } emptied && emptied.Seq > _last.Seq) return $"an act says that {emptied.Seq} payloads of it were destroyed, {_last.Seq} rows are there";
        return expected.Beyond(stream, _last.Seq) is { } more ? $"the stream was shortened: root {more.Root} knows {more.Number} rows, {_last.Seq} are there" : null;
    }
}
