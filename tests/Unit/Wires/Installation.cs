using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using SpecimenLogistics.Server;

namespace SpecimenLogistics.Unit.Wired;

/// <summary>An installation's folder of certificates with an authority of its own, and wires that were read from it.</summary>
sealed class Installation : IDisposable
{
    public Authority Authority { get; }
    public string Folder { get; } = System.IO.Directory.CreateTempSubdirectory("specimen-wires-").FullName;
    public Lines Log { get; } = new();
    public Server.Wires Wires { get; }
    public WireRefusals Refusals { get; }

    public Installation()
    {
        Authority = Authority.New(TimeSpan.FromDays(30), TimeProvider.System);
        PemFile.WriteNew(PemFile.CertificateOf(Folder, "authority"), Authority.Certificate.ExportCertificatePem(), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        PemFile.Write(Folder, "server", Issue(CertificateRole.Server, "server", "127.0.0.1"));
        PemFile.Write(Folder, "node", Issue(CertificateRole.Node, "node"));
        Refusals = new WireRefusals(TimeProvider.System, Log);
        Wires = new Server.Wires(Credentials.Read(Folder, TimeProvider.System), Refusals, TimeProvider.System);
    }

    public X509Certificate2 Issue(CertificateRole role, string name, params string[] hosts) => Authority.Issue(new Mark(role, name), hosts, TimeSpan.FromDays(1));

    public void Revoke(X509Certificate2 certificate)
    {
        File.AppendAllText(Path.Combine(Folder, "revoked.txt"), certificate.SerialNumber.ToLowerInvariant() + " # lost\n");
        Wires.Now = Credentials.Read(Folder, TimeProvider.System);
    }

    public void Dispose()
    {
        Wires.Dispose();
        Refusals.Dispose();
        System.IO.Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>What was logged.</summary>
sealed class Lines : ILogger<WireRefusals>, ILogger<WireWatch>
{
    public ConcurrentQueue<string> All { get; } = new();
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
    public bool IsEnabled(LogLevel level) => true;
    public void Log<TState>(LogLevel level, EventId id, TState state, Exception? error, Func<TState, Exception?, string> format) => All.Enqueue(format(state, error));
}
