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
            if (!_idle.TryTake(out var reader)) reader = new Reader(dialect.OpenReader(), dialect);
            return Use(reader, read);
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
