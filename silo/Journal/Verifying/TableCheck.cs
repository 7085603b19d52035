using System.Data.Common;

namespace SpecimenLogistics.Journal;

/// <summary>Checks an append table: ids without gaps, and the running hash that each commit left with its last row, from where acts of retention ended.</summary>
internal static class TableCheck
{
    /// <summary>Returns the rows read; stops judging at the first break.</summary>
    public static long Run<TRow>(Reader reader, RowFormat<TRow> format, Expected expected, Acts acts, Findings findings)
    {
        var gone = GoneCheck.Run(reader, format.Table, acts.OfTable(format.Table), expected, findings);
        var check = new Check<TRow>(format, expected, gone);
        var (count, broken) = (0L, false);
        reader.Each($"SELECT id, {string.Join(", ", format.Columns)}, hash FROM {format.Table} ORDER BY id", r =>
        {
            count++;
            if (broken || check.Fault(r) is not { } fault) return;
            findings.Break(format.Table, r.GetInt64(0), fault);
            broken = true;
        });
        if (!broken && check.EndFault() is { } end) findings.Break(format.Table, check.Last, end);
        return count;
    }

    sealed class Check<TRow>(RowFormat<TRow> format, Expected expected, Head gone)
    {
        readonly RunningHash _running = new(gone.Hash);
        readonly int _hashColumn = format.Columns.Count + 1;
        ChainBytes? _commit;
        long _commitFrom;

        public long Last { get; private set; } = gone.Seq;

        public string? Fault(DbDataReader r)
        {
            TRow row;
            byte[]? hash;
            try { (row, hash) = (format.Read(r), r.Bytes(_hashColumn)); }
            catch (Exception e) when (Findings.IsDamage(e)) { return "the row cannot be read: " + e.Message; }
            if (r.GetInt64(0) != Last + 1) return $"row {Last + 1} is missing";
            Last++;
            if (format.Fault(row, r) is { } fault) return fault;
            if (_commit is null) (_commit, _commitFrom) = (_running.Begin(), Last);
            format.Describe(_commit, row);
            if (hash is null) return expected.At(format.Table, Last, null);
            _commit = null;
            if (!_running.End().AsSpan().SequenceEqual(hash)) return $"rows {_commitFrom} to {Last} are not what was stored";
            return expected.At(format.Table, Last, hash);
        }

        public string? EndFault()
        {
            if (_commit is not null) return $"rows {_commitFrom} to {Last} have no running hash";
            return expected.Beyond(format.Table, Last) is { } more ? $"the table was shortened: root {more.Root} knows {more.Number} rows, {Last} are there" : null;
        }
    }
}
