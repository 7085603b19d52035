namespace SpecimenLogistics.Benchmarks.Recovery;

/// <summary>A played day's folder, the server killed -9 on it and started again: how long the devices and the desk wait.</summary>
static class RecoveryBench
{
    public static async Task<int> Run(IReadOnlyList<string> words)
    {
        if (Words.Text(words, "--data") is not { } data || !File.Exists(Path.Combine(data, "journal.db")))
        {
            Console.Error.WriteLine("recovery needs --data DIR, the data folder of a played day");
            return 64;
        }
        var rounds = (int)Words.Number(words, "--rounds", 3);
        var folder = Path.Combine(AppContext.BaseDirectory, "bench-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        try
        {
            foreach (var file in Directory.EnumerateFiles(data).Where(f => Path.GetFileName(f) != "server.json")) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            await Life.Live(folder, async server => await server.Register());
            Console.WriteLine($"journal.db {new FileInfo(Path.Combine(folder, "journal.db")).Length / 1024 / 1024} MiB");
            for (var round = 0; round < rounds; round++) await Life.Live(folder, server => server.Measure(boot: (uint)(round + 1)));
        }
        finally { Directory.Delete(folder, recursive: true); }
        return 0;
    }
}
