using System.Net;
using System.Net.Sockets;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>
/// A wire between two programs that can be made bad: it listens on a port of this machine and carries bytes to and from where it leads. It never
/// loses or changes a byte of a connection that lives; held, it carries nothing and ends nothing, as when a cable is pulled, and what both sides
/// had sent comes when it is let go of. At most <see cref="MostLinks"/> connections, each with two buffers of 16 KiB.
/// </summary>
internal sealed class Proxy : IAsyncDisposable
{
    public const int MostLinks = 512;

    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly Func<EndPoint> _leadsTo;
    readonly Func<int, int?> _caller;
    readonly TimeProvider _real;
    readonly CancellationTokenSource _closed = new();
    readonly Lock _gate = new();
    readonly HashSet<Link> _links = [];
    readonly Task _accepting;
    Func<int?, bool> _isHeld = _ => false;
    Func<TimeSpan> _answersTake = () => TimeSpan.Zero;

    /// <param name="leadsTo">Asked for each connection: a port of this machine or a socket in the file system.</param>
    /// <param name="caller">Who connects from a port of this machine, as one number for each that matters; null for nobody.</param>
    public Proxy(Func<EndPoint> leadsTo, TimeProvider real, Func<int, int?>? caller = null)
    {
        (_leadsTo, _real, _caller) = (leadsTo, real, caller ?? (_ => null));
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>How many connections there are.</summary>
    public int Links { get { lock (_gate) return _links.Count; } }

    /// <summary>How long an answer is on its way: what comes back first after something was asked.</summary>
    public void AnswersTake(Func<TimeSpan> delay) { lock (_gate) _answersTake = delay; }

    /// <summary>From now on carries nothing for whom this holds, those of the future included, and again for whom it does not.</summary>
    public void Hold(Func<int?, bool> whom)
    {
        lock (_gate)
        {
            _isHeld = whom;
            foreach (var link in _links) link.Held = whom(link.Caller);
        }
    }

    public void Hold() => Hold(_ => true);

    public void LetGo() => Hold(_ => false);

    /// <summary>Ends all its connections.</summary>
    public void Cut()
    {
        Link[] links;
        lock (_gate) links = [.. _links];
        foreach (var link in links) link.Dispose();
    }

    async Task AcceptAsync()
    {
        while (!_closed.IsCancellationRequested)
        {
            Socket caller;
            try { caller = await _listener.AcceptSocketAsync(_closed.Token); }
            catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException) { return; }
            _ = CarryAsync(caller);
        }
    }

    async Task CarryAsync(Socket caller)
    {
        var who = _caller(((IPEndPoint)caller.RemoteEndPoint!).Port);
        using var link = new Link(caller, who, _real, () => { lock (_gate) return _answersTake(); });
        lock (_gate)
        {
            if (_links.Count >= MostLinks || _closed.IsCancellationRequested) return;
            link.Held = _isHeld(who);
            _links.Add(link);
        }
        try { await link.CarryAsync(_leadsTo()); }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException) { return; }
        finally { lock (_gate) _links.Remove(link); }
    }

    public async ValueTask DisposeAsync()
    {
        // The listener last: one that was stopped throws at who would still accept from it.
        await _closed.CancelAsync();
        await _accepting;
        _listener.Dispose();
        Cut();
        _closed.Dispose();
    }
}
