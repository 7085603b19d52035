using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using static SpecimenLogistics.Journal.Column;

namespace SpecimenLogistics.Journal;

/// <summary>Signs roots, one at a time: each names the one before it.</summary>
internal sealed class RootSigner(
    IWriter writer, ReaderPool readers, IOptions<JournalOptions> options, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme) : IRoots, IDisposable
{
    readonly SemaphoreSlim _one = new(1);

    public async Task<SignedRoot> Sign(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            for (var tries = 0; tries < 10; tries++)
                if (await Next(cancel).ConfigureAwait(false) is { } signed) return signed;
            throw new JournalException("other processes signed a root each time before this one could");
        }
        finally { _one.Release(); }
    }

    /// <summary>Null where another process signed one since the heads were read: a root names the one before it.</summary>
    async Task<SignedRoot?> Next(CancellationToken cancel)
    {
        var heads = await readers.Read(r => r.Snapshot(RootHeads.Read), cancel).ConfigureAwait(false);
        var bytes = heads.ToBytes();
        using var key = RootKey.Open(options.Value.RootKeyFile);
        var signed = RootLine.Sign(
            key, Instant.From(programme.GetUtcNow()).Microseconds, RootHeads.RootOf(bytes), heads.Streams.Count, heads.Streams.Sum(s => s.Seq));
        if (!await writer.Do(new RootWork(signed, heads.Previous, RootHeads.Pack(bytes)), cancel).ConfigureAwait(false)) return null;
        RootsLog.Append(options.Value.DataFolder, signed);
        return signed;
    }

    public void Dispose() => _one.Dispose();
}

/// <summary>Answers whether the root before it is still the last.</summary>
internal sealed class RootWork(SignedRoot root, string previous, byte[] heads) : Work<bool>
{
    public override void Stage(Tables tables)
    {
        Answer = tables.Roots.Last == previous;
        if (Answer) tables.Roots.Add(root, heads);
    }
}

internal sealed class RootTable(WriteSession session) : Staged
{
    readonly WriteStatement _write = session.Prepare(new Insert(
        "root", [Long("id"), Long("at"), Text("root"), Long("streams"), Long("facts"), Bytes("heads"), Text("signature"), Text("public_key")]));
    (long Id, string Root) _last = LastOf(session.Reader);
    (long Id, string Root) _lastAtMark;

    /// <summary>The last root's hash, or what the first root calls the one before it.</summary>
    public string Last => _last.Root;

    public void Add(SignedRoot root, byte[] heads)
    {
        _last = (_last.Id + 1, root.Root);
        _write.Add(_last.Id).Add(root.At).Add(root.Root).Add(root.Streams).Add(root.Facts).Add(heads).Add(root.Signature).Add(root.PublicKey).EndRow();
    }

    static (long, string) LastOf(Reader reader) =>
        reader.First("SELECT id, root FROM root ORDER BY id DESC LIMIT 1", r => ((long, string)?)(r.GetInt64(0), r.GetString(1))) ?? (0, RootHeads.None);

    public override void Refresh(Reader reader, Standing standing) => _last = standing.Root == _last.Id ? _last : LastOf(reader);
    public override void Mark() => _lastAtMark = _last;
    public override void Flush() => _write.Execute();

    public override void Undo()
    {
        _write.Clear();
        _last = _lastAtMark;
    }
}
