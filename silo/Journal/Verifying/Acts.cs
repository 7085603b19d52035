using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Journal;

/// <summary>What acts of retention say is destroyed. That the acts themselves are what was stored is the chain's of their stream.</summary>
internal sealed class Acts
{
    readonly Dictionary<string, List<RetentionAct>> _rows = [];
    readonly Dictionary<string, EmptiedStream> _streams = [];
    readonly Dictionary<(string, long), string> _hashes = [];

    public static Acts Read(Reader reader, Findings findings)
    {
        var acts = new Acts();
        var said = new List<DestroyedUnder>();
        foreach (var row in reader.Query(FactRows.Select + $" WHERE stream = '{RetentionAct.Stream}' ORDER BY seq", r => FactRows.Read(r).Row))
        {
            try { acts.Take(RetentionAct.Read(row.Fact.Payload), row, said); }
            catch (Exception e) when (e is System.Text.Json.JsonException || Findings.IsDamage(e)) { findings.Break(RetentionAct.Stream, row.Seq, "the act cannot be read: " + e.Message); }
        }
        findings.DestroyedUnder = said;
        return acts;
    }

    void Take(RetentionAct act, JournalRow row, List<DestroyedUnder> said)
    {
        if (act.Streams is { } streams)
        {
            if (RetentionAct.DigestOf(streams) != act.Digest) throw new FormatException("its digest is not its streams'");
            foreach (var one in streams)
            {
                _streams[one.Stream] = one;
                _hashes[(one.Stream, one.Seq)] = one.Hash;
            }
        }
        else if (act.Through > 0)
        {
            if (!_rows.TryGetValue(act.Kind, out var rows)) _rows[act.Kind] = rows = [];
            if (act.First != (rows.Count == 0 ? 1 : rows[^1].Through + 1)) throw new FormatException("it does not go on where the act before it ended");
            rows.Add(act);
        }
        var next = new DestroyedUnder(
            act.Kind, act.Term, row.Seq, row.Seq, act.Count, At(act.Oldest), At(act.Newest), new Instant(row.RecordedAt), row.Fact.Actor ?? "?", row.Fact.SecondActor ?? "?", act.Why);
        if (said is [.., var last] && (last.Kind, last.Term, last.By, last.And, last.Why) == (next.Kind, next.Term, next.By, next.And, next.Why))
            said[^1] = last with { Last = next.Last, Count = last.Count + next.Count, Oldest = Min(last.Oldest, next.Oldest), Newest = Max(last.Newest, next.Newest), At = next.At };
        else said.Add(next);
    }

    public IReadOnlyList<RetentionAct> OfTable(string table) => _rows.TryGetValue(table, out var acts) ? acts : [];

    /// <summary>Up to where a stream's payloads are destroyed; null where none are.</summary>
    public EmptiedStream? Of(string stream) => _streams.GetValueOrDefault(stream);

    /// <summary>What is wrong with a row of a stream that was emptied, or was not.</summary>
    public string? Fault(EmptiedStream? emptied, JournalRow row, bool destroyed)
    {
        if (destroyed && (emptied is null || row.Seq > emptied.Seq)) return "the payload is gone, and no act says who destroyed it";
        if (!destroyed && emptied is not null && row.Seq <= emptied.Seq) return "an act says that the payload was destroyed, and it is there";
        return emptied is not null && _hashes.TryGetValue((row.Stream, row.Seq), out var hash) && hash != RootHeads.Hex(row.Hash) ? "it is not the row that an act of retention knew" : null;
    }

    static Instant? At(long? at) => at is { } time ? new Instant(time) : null;
    static Instant? Min(Instant? a, Instant? b) => a < b ? a : b ?? a;
    static Instant? Max(Instant? a, Instant? b) => a > b ? a : b ?? a;
}
