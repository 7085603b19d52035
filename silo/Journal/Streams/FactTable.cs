using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>The facts, each hashed onto the one before it in its stream.</summary>
internal sealed class FactTable(WriteSession session) : Staged
{
    readonly ChainBytes _bytes = new();
    readonly Salts _salts = new();
    readonly WriteStatement _write = session.Prepare(FactRows.Insert);

    /// <summary>Stages one fact after <paramref name="head"/>; returns the new head.</summary>
    public Head Add(string stream, Head head, FactEnvelope fact, long recordedAt)
    {
        var salt = _salts.Next();
        var digest = PayloadDigest.Of(salt, fact.Payload);
        var seq = head.Seq + 1;
        var hash = FactHash.Of(_bytes, stream, seq, fact, recordedAt, digest, head.Hash);
        FactRows.Bind(_write, new StoredFact(new JournalRow(stream, seq, fact, recordedAt, hash), salt, digest));
        return new Head(seq, hash);
    }

    public override void Mark() { }
    public override void Flush() => _write.Execute();
    public override void Undo() => _write.Clear();
}
