using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using SpecimenLogistics.Server;

namespace SpecimenLogistics.Unit.Wired;

/// <summary>Two ends of a connection in memory: ours as a server has it, and the other's as a stream.</summary>
sealed class Line : IAsyncDisposable
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;
    readonly Pipe toUs = new(s_small), toOther = new(s_small);
    static readonly PipeOptions s_small = new(pauseWriterThreshold: 32_768, resumeWriterThreshold: 16_384, useSynchronizationContext: false);

    public Line()
    {
        var (ours, theirs) = (new Ends(toUs.Reader, toOther.Writer), new Ends(toOther.Reader, toUs.Writer));
        (Ours, Theirs) = (new DefaultConnectionContext("one", ours, theirs), new TwoWayStream(theirs));
    }

    public DefaultConnectionContext Ours { get; }
    public Stream Theirs { get; }

    /// <summary>The other side says nothing more.</summary>
    public ValueTask HangUp() => toUs.Writer.CompleteAsync();

    /// <summary>The other side as somebody with this certificate, who trusts everybody.</summary>
    public async Task<SslStream> As(X509Certificate2? certificate)
    {
        var tls = new SslStream(Theirs);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "anybody",
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
            ClientCertificateContext = certificate is null ? null : SslStreamCertificateContext.Create(certificate, null, offline: true),
        }, Cancel);
        return tls;
    }

    public async ValueTask DisposeAsync()
    {
        await toUs.Writer.CompleteAsync();
        await toOther.Reader.CompleteAsync();
    }

    sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}

/// <summary>Timers go off ten times sooner.</summary>
sealed class Hurried : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 10 : dueTime, period);
}
