namespace SpecimenLogistics.Server;

/// <summary>
/// Reads the folder of certificates again when a file in it changed, once it has stood still for a look: several files are replaced
/// one after the other. What cannot be used changes nothing and is told.
/// </summary>
sealed class WireWatch(Wires wires, string folder, TimeProvider time, ILogger<WireWatch> log) : BackgroundService
{
    static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    string inUse = Credentials.StateOf(folder), seen = "";

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var looks = new PeriodicTimer(s_look, time);
        try
        {
            while (await looks.WaitForNextTickAsync(stop)) Look();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    /// <summary>One look.</summary>
    public void Look()
    {
        var state = Credentials.StateOf(folder);
        var settled = state == seen;
        seen = state;
        if (!settled || state == inUse) return;
        inUse = state;
        try
        {
            wires.Now = Credentials.Read(folder, time);
            log.LogInformation("The certificates in {Folder} were read again; new connections use them", folder);
        }
        catch (Exception error) when (error is WireFaultException or IOException or UnauthorizedAccessException)
        {
            log.LogWarning("The certificates in {Folder} cannot be used, those from before stay in use: {Why}", folder, error.Message);
        }
    }
}
