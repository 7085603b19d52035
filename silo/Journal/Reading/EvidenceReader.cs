using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

internal sealed class EvidenceReader(ReaderPool readers) : IEvidence
{
    const string Roots = "SELECT at, root, streams, facts, signature, public_key, heads FROM root";

    public Task<ChainedStream?> Stream(string stream, CancellationToken cancel) => readers.Read(r => r.Snapshot(one => Read(one, stream)), cancel);

    static ChainedStream? Read(Reader reader, string stream)
    {
        var head = reader.First("SELECT seq, hash FROM stream_head WHERE stream = $1", r => (Head?)new Head(r.GetInt64(0), (byte[])r[1]), stream);
        var (facts, bytes, previous) = (new List<ChainedFact>(), new ChainBytes(), FactHash.Start);
        foreach (var stored in reader.Query(FactRows.Select + " WHERE stream = $1 ORDER BY seq LIMIT $2", FactRows.Read, stream, ChainedStream.Most))
        {
            var row = stored.Row;
            facts.Add(new ChainedFact(row, stored.Salt, stored.PayloadDigest, FactHash.Describe(bytes, stream, row.Seq, row.Fact, row.RecordedAt, stored.PayloadDigest, previous).ToArray()));
            previous = row.Hash;
        }
        return head is null && facts.Count == 0 ? null : new ChainedStream(stream, head?.Seq ?? 0, head?.Hash ?? [], facts);
    }

    public Task<RootText?> Root(string? root, CancellationToken cancel) => readers.Read(
        r => root is null ? r.First(Roots + " ORDER BY id DESC LIMIT 1", Signed) : r.First(Roots + " WHERE root = $1 ORDER BY id DESC LIMIT 1", Signed, root), cancel);

    static RootText Signed(System.Data.Common.DbDataReader r) => new(
        new SignedRoot(r.GetInt64(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3), r.GetString(4), r.GetString(5)), RootHeads.Unpack((byte[])r[6]));
}
