using System.Collections.Concurrent;

namespace SpecimenLogistics.Journal;

/// <summary>A bounded number of reading connections. Readers never wait for the writer, nor it for them.</summary>
internal sealed class ReaderPool(Dialect dialect, int size) : IDisposable
{
    readonly ConcurrentBag<Reader> _idle = [];
    readonly SemaphoreSlim _free = new(size);
    volatile bool _closed;

    public async Task<T> Read<T>(Func<Reader, T> read, CancellationToken cancel)
    {
        await _free.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            while (_idle.TryTake(out var idle))
            {
                try { return Use(idle, read); }
                // It lay idle while its server went: reading changes nothing, so that another may do it.
                catch (Exception e) when (dialect.IsLost(e)) { }
            }
            return Use(new Reader(dialect.OpenReader(), dialect), read);
        }
        finally { _free.Release(); }
    }

    T Use<T>(Reader reader, Func<Reader, T> read)
    {
        try
        {
            var result = read(reader);
            if (_closed) reader.Dispose(); else _idle.Add(reader);
            return result;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var reader)) reader.Dispose();
    }
}
