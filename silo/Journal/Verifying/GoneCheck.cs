namespace SpecimenLogistics.Journal;

/// <summary>Checks what stays of an append table's destroyed rows: the running hashes that acts speak of, all of them and no others, as roots know them.</summary>
internal static class GoneCheck
{
    /// <summary>Where the rows that are left go on from.</summary>
    public static Head Run(Reader reader, string table, IReadOnlyList<RetentionAct> acts, Expected expected, Findings findings)
    {
        var (act, last) = (0, new Head(0, FactHash.Start));
        var unseen = expected.UpTo(table, acts.Count == 0 ? 0 : acts[^1].Through).ToHashSet();
        using var digest = new KeptHashes.Digest();
        string? fault = null;
        reader.Each($"SELECT id, hash FROM kept_hash WHERE source = '{table}' ORDER BY id", r =>
        {
            last = new Head(r.GetInt64(0), (byte[])r[1]);
            if (fault is not null) return;
            if (act == acts.Count || last.Seq > acts[act].Through) fault = "it knows a hash that no act speaks of";
            else if (expected.At(table, last.Seq, last.Hash) is { } contradiction) fault = contradiction;
            unseen.Remove(last.Seq);
            digest.Add(last.Seq, last.Hash);
            if (fault is not null || last.Seq < acts[act].Through) return;
            if (digest.End() != acts[act].Digest) fault = "the hashes that were kept are not those that the act knew";
            act++;
        });
        if (fault is null && act < acts.Count) fault = $"the hashes of rows up to {acts[act].Through}, which an act says were kept, are not there";
        if (fault is null && unseen.Count > 0) fault = $"a root knows row {unseen.Min()}, and no hash was kept of it";
        if (fault is null && reader.Number($"SELECT through FROM destroyed WHERE source = '{table}'") != last.Seq) fault = "where it says that rows end which were destroyed, none do";
        if (fault is not null) findings.Break(table, last.Seq, fault);
        return last;
    }
}
