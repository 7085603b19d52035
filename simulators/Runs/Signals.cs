using System.Runtime.InteropServices;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>Ctrl-C, a polite request to end, a terminal that is closed: the first is an orderly end, the second ends at once.</summary>
internal sealed class Signals : IDisposable
{
    readonly CancellationTokenSource _ended = new();
    readonly List<PosixSignalRegistration> _registrations;

    public Signals() => _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(s => PosixSignalRegistration.Create(s, Ended))];

    public CancellationToken Token => _ended.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _ended.Dispose();
    }

    void Ended(PosixSignalContext context)
    {
        context.Cancel = !_ended.IsCancellationRequested;
        _ended.Cancel();
    }
}
