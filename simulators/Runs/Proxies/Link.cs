using System.Net;
using System.Net.Sockets;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>One connection through a <see cref="Proxy"/>: what one side does not take, the other cannot send.</summary>
internal sealed class Link(Socket caller, int? who, TimeProvider real, Func<TimeSpan> answersTake) : IDisposable
{
    const int Buffer = 16 * 1024;

    readonly CancellationTokenSource _ended = new();
    readonly Lock _gate = new();
    TaskCompletionSource? _held;
    Socket? _called;
    bool _asked;

    /// <summary>Who called, where that is known.</summary>
    public int? Caller => who;

    public bool Held
    {
        set
        {
            lock (_gate)
            {
                if (value) _held ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                else
                {
                    _held?.SetResult();
                    _held = null;
                }
            }
        }
    }

    /// <summary>Carries until both sides have said all, or one side is gone.</summary>
    public async Task CarryAsync(EndPoint to)
    {
        await FreeAsync();
        var called = new Socket(to.AddressFamily, SocketType.Stream, to is UnixDomainSocketEndPoint ? ProtocolType.Unspecified : ProtocolType.Tcp);
        lock (_gate) _called = called;
        await called.ConnectAsync(to, _ended.Token);
        if (called.ProtocolType == ProtocolType.Tcp) called.NoDelay = true;
        caller.NoDelay = true;
        var there = PumpAsync(caller, called, asking: true);
        var back = PumpAsync(called, caller, asking: false);
        // One that fails ends the other.
        await await Task.WhenAny(there, back);
        await Task.WhenAll(there, back);
    }

    async Task PumpAsync(Socket from, Socket to, bool asking)
    {
        var buffer = new byte[Buffer];
        while (await from.ReceiveAsync(buffer, SocketFlags.None, _ended.Token) is > 0 and var count)
        {
            if (asking) Volatile.Write(ref _asked, true);
            else if (Interlocked.Exchange(ref _asked, false) && answersTake() is { Ticks: > 0 } late) await Task.Delay(late, real, _ended.Token);
            await FreeAsync();
            for (var sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), SocketFlags.None, _ended.Token);
        }
        await FreeAsync();
        to.Shutdown(SocketShutdown.Send);
    }

    async Task FreeAsync()
    {
        while (true)
        {
            Task held;
            lock (_gate)
            {
                if (_held is null) return;
                held = _held.Task;
            }
            await held.WaitAsync(_ended.Token);
        }
    }

    public void Dispose()
    {
        try { _ended.Cancel(); }
        catch (ObjectDisposedException) { return; }
        caller.Dispose();
        lock (_gate) _called?.Dispose();
    }
}
