using System.Diagnostics;
using System.Globalization;

namespace SpecimenLogistics.Benchmarks.Publish;

/// <summary>A broker in a process of its own, or in several, with the devices it needs.</summary>
interface IBroker : IAsyncDisposable
{
    const string Secret = "a-long-and-random-secret-of-a-device";
    static string Device(int number) => string.Create(CultureInfo.InvariantCulture, $"V{number:0000}");

    string Name { get; }

    /// <summary>Where that device connects to.</summary>
    int PortOf(int device);

    /// <summary>CPU time so far, user and system, of its process or processes.</summary>
    TimeSpan Cpu();

    /// <summary>The same of its database's processes; nothing where it has none.</summary>
    TimeSpan StoreCpu() => TimeSpan.Zero;

    /// <summary>What a right device clock shows now.</summary>
    long NowMs();

    static TimeSpan CpuOf(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }
}
