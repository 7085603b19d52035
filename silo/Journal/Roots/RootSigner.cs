using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Journal;

/// <summary>Signs roots, one at a time: each names the one before it.</summary>
internal sealed class RootSigner(
    JournalWriter writer, ReaderPool readers, IOptions<JournalOptions> options, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme) : IRoots, IDisposable
{
    readonly SemaphoreSlim _one = new(1);

    public async Task<SignedRoot> Sign(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            var heads = await readers.Read(r => r.Snapshot(RootHeads.Read), cancel).ConfigureAwait(false);
            var bytes = heads.ToBytes();
            using var key = RootKey.Open(options.Value.DataFolder);
            var signed = RootLine.Sign(
                key, Instant.From(programme.GetUtcNow()).Microseconds, RootHeads.RootOf(bytes), heads.Streams.Count, heads.Streams.Sum(s => s.Seq));
            await writer.Do(new RootWork(signed, RootHeads.Pack(bytes)), cancel).ConfigureAwait(false);
            RootsLog.Append(options.Value.DataFolder, signed);
            return signed;
        }
        finally { _one.Release(); }
    }

    public void Dispose() => _one.Dispose();
}

internal sealed class RootWork(SignedRoot root, byte[] heads) : Work<bool>
{
    public override void Stage(Tables tables)
    {
        tables.Roots.Add(root, heads);
        Answer = true;
    }
}

internal sealed class RootTable(WriteSession session) : Staged
{
    readonly WriteStatement _write = session.Prepare(
        "INSERT INTO root (id, at, root, streams, facts, heads, signature, public_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", 8);
    long _last = session.Reader.Number("SELECT MAX(id) FROM root");
    long _lastAtMark;

    public void Add(SignedRoot root, byte[] heads) =>
        _write.Add(++_last).Add(root.At).Add(root.Root).Add(root.Streams).Add(root.Facts).Add(heads).Add(root.Signature).Add(root.PublicKey).EndRow();

    public override void Mark() => _lastAtMark = _last;
    public override void Flush() => _write.Execute();

    public override void Undo()
    {
        _write.Clear();
        _last = _lastAtMark;
    }
}
