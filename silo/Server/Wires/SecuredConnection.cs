using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;

namespace SpecimenLogistics.Server;

/// <summary>
/// Puts TLS around a connection for as long as its owner uses it. Reading and writing wait for the owner and for the network as
/// they do without: one read and one write at a time, none ahead of what was asked for. No farewell of TLS's own is
/// sent: both protocols that go through here say themselves where a message ends.
/// </summary>
static class SecuredConnection
{
    /// <summary>Less than the five seconds that the gateway and Orleans give a connection to begin, so that the reason which is told is ours.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(4);

    static readonly ConnectionAbortedException s_over = new("The connection's owner is done with it.");

    /// <param name="handshake">Throws where the other side is not let in.</param>
    /// <returns>Why there was no connection; null when it was made, and is over.</returns>
    public static async Task<WireFault?> Around(ConnectionContext connection, Func<SslStream, CancellationToken, Task> handshake, TimeProvider time, ConnectionDelegate next)
    {
        var plain = connection.Transport;
        await using var tls = new SslStream(new TwoWayStream(plain), leaveInnerStreamOpen: false);
        if (await Shake(connection, tls, handshake, time) is { } fault) return fault;
        var secured = new Pipes(PipeReader.Create(tls, new StreamPipeReaderOptions(leaveOpen: true)), PipeWriter.Create(tls, new StreamPipeWriterOptions(leaveOpen: true)));
        connection.Transport = secured;
        try { await next(connection); }
        finally
        {
            connection.Transport = plain;
            // With an error, so that nothing is sent which the owner did not send himself, and nothing is waited for.
            await secured.Input.CompleteAsync(s_over);
            await secured.Output.CompleteAsync(s_over);
        }
        return null;
    }

    static async Task<WireFault?> Shake(ConnectionContext connection, SslStream tls, Func<SslStream, CancellationToken, Task> handshake, TimeProvider time)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, connection.ConnectionClosed);
        try
        {
            await handshake(tls, either.Token);
            return null;
        }
        catch (Exception error)
        {
            // Whatever becomes of what a stranger sends, he is not let in.
            return deadline.IsCancellationRequested ? WireFault.TooSlow : error is AuthenticationException ? WireFault.NotTls : WireFault.BrokenOff;
        }
    }

    sealed record Pipes(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
