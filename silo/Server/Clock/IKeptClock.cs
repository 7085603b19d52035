using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Server;

/// <summary>Where the programme's clock is kept, as the bytes of its anchor.</summary>
interface IKeptClock
{
    /// <summary>Null where it was never set.</summary>
    Task<byte[]?> Read(CancellationToken cancel);
    Task Write(byte[] anchor, CancellationToken cancel);

    /// <summary>Completes when it may have been set by somebody else.</summary>
    Task AwaitChange(CancellationToken cancel);
}

/// <summary>A file beside the store that one process has for itself.</summary>
sealed class ClockFile(string folder) : IKeptClock
{
    readonly string path = Path.Combine(folder, "clock.json");

    public async Task<byte[]?> Read(CancellationToken cancel) => File.Exists(path) ? await File.ReadAllBytesAsync(path, cancel) : null;
    public Task Write(byte[] anchor, CancellationToken cancel) => AtomicFile.Write(path, anchor, cancel);
    public Task AwaitChange(CancellationToken cancel) => Task.Delay(Timeout.Infinite, cancel);
}

/// <summary>In the store that several processes have in common. A word that was lost is made up for by looking again each second.</summary>
sealed class ClockNote(INotes notes) : IKeptClock
{
    const string Name = "clock";
    static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    public async Task<byte[]?> Read(CancellationToken cancel) =>
        await notes.Read(Name, cancel) is { } text ? System.Text.Encoding.UTF8.GetBytes(text) : null;

    public Task Write(byte[] anchor, CancellationToken cancel) => notes.Write(Name, System.Text.Encoding.UTF8.GetString(anchor), cancel);
    public Task AwaitChange(CancellationToken cancel) => notes.AwaitChange(s_look, cancel);
}
