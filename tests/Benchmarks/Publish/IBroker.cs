using System.Diagnostics;
using System.Globalization;

namespace SpecimenLogistics.Benchmarks.Publish;

/// <summary>A broker in a process of its own, with the devices it needs.</summary>
interface IBroker : IAsyncDisposable
{
    const string Secret = "a-long-and-random-secret-of-a-device";
    static string Device(int number) => string.Create(CultureInfo.InvariantCulture, $"V{number:0000}");

    string Name { get; }
    int Port { get; }

    /// <summary>CPU time of the process so far, user and system.</summary>
    TimeSpan Cpu();

    /// <summary>What a right device clock shows now.</summary>
    long NowMs();

    static TimeSpan CpuOf(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }
}
