namespace SpecimenLogistics.Simulators.Runs;

/// <summary>Where the server was built: beside the simulator, in the same configuration.</summary>
internal static class ServerAssembly
{
    const string Name = "SpecimenLogistics.Server.dll";

    public static string Find(string? asked)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = asked ?? Path.Combine(here.Parent?.Parent?.FullName ?? here.FullName, "Server", here.Name, Name);
        if (Directory.Exists(path)) path = Path.Combine(path, Name);
        if (!File.Exists(path)) throw new RunTrouble($"no server at {path}; build it with: dotnet build silo/Server -c Release", ExitCode.Usage);
        return Path.GetFullPath(path);
    }
}
