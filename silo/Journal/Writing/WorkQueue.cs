using System.Threading.Channels;

namespace SpecimenLogistics.Journal;

/// <summary>
/// What waits for the writer: bounded, so that a slow disk makes its callers wait. A second request for a stream already in
/// the batch is held back for the next one, in order.
/// </summary>
internal sealed class WorkQueue(int capacity, int perTransaction)
{
    /// <summary>Rows after which a transaction takes no further request: it bounds the time others wait.</summary>
    const int RowsPerTransaction = 8192;

    readonly Channel<Work> _channel = Channel.CreateBounded<Work>(new BoundedChannelOptions(capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    readonly HashSet<string> _streams = [];
    List<Work> _held = [];
    List<Work> _stillHeld = [];

    public int Waiting => _channel.Reader.Count + _held.Count;

    /// <summary>Without waiting, and without a task of its own; false where the queue is full or closed.</summary>
    public bool TryPut(Work work) => _channel.Writer.TryWrite(work);

    public ValueTask Put(Work work, CancellationToken cancel) => _channel.Writer.WriteAsync(work, cancel);

    public void Close() => _channel.Writer.TryComplete();

    /// <summary>Waits for work and fills the batch with all there is, up to the limit. False when closed and empty.</summary>
    public bool Take(List<Work> batch)
    {
        batch.Clear();
        _streams.Clear();
        if (_held.Count == 0 && !_channel.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult()) return false;
        var rows = 0;
        foreach (var work in _held) Sort(work, batch, ref rows);
        _held.Clear();
        while (batch.Count + _stillHeld.Count < perTransaction && rows < RowsPerTransaction && _channel.Reader.TryRead(out var work))
            Sort(work, batch, ref rows);
        (_held, _stillHeld) = (_stillHeld, _held);
        return true;
    }

    void Sort(Work work, List<Work> batch, ref int rows)
    {
        if (work.Stream is { } stream && !_streams.Add(stream))
        {
            _stillHeld.Add(work);
            return;
        }
        rows += work.Rows;
        batch.Add(work);
    }
}
