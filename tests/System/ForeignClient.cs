using System.Diagnostics;
using System.Globalization;

namespace SpecimenLogistics.Tests.Processes;

/// <summary>Mosquitto's own publisher.</summary>
static class ForeignClient
{
    /// <summary>One publish of the scanner; the exit code.</summary>
    public static async Task<int> Publish(ServerUnderTest server, string version, string secret, string payload)
    {
        string[] words = ["-h", "127.0.0.1", "-p", server.Mqtt.ToString(CultureInfo.InvariantCulture), "-V", version, "-i", ServerUnderTest.Scanner, "-u", ServerUnderTest.Scanner,
            "-P", secret, "-q", "1", "-t", Said.ScanTopic, "-m", payload];
        var start = new ProcessStartInfo("mosquitto_pub") { UseShellExecute = false, RedirectStandardError = true };
        foreach (var word in words) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}
