using System.Text.Json;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>
/// Kept as <c>run.json</c> in the data folder: which day this folder holds and how far it was told, so that a later run
/// can go on. Devices keep their boots over that: sending again what lies behind the mark changes nothing.
/// </summary>
/// <param name="AcknowledgedBefore">Sendings of the plan before this one are all acknowledged.</param>
/// <param name="NowMs">Where the programme clock stood, milliseconds since the day starts.</param>
internal sealed record RunFile(string Scenario, int Seed, DateOnly Date, IReadOnlyList<string> Faults, int AcknowledgedBefore, long NowMs)
{
    /// <summary>What drivers had accepted, or were about to: the day goes on with it.</summary>
    public IReadOnlyList<Obeyed> Obeyed { get; init; } = [];

    /// <summary>On end.</summary>
    public int Days { get; init; } = 1;

    const string Name = "run.json";
    static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>The run a folder holds; null when the folder is new or empty. A folder with anything else is refused.</summary>
    public static RunFile? Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            if (File.Exists(path)) return JsonSerializer.Deserialize<RunFile>(File.ReadAllBytes(path), s_json);
        }
        catch (JsonException error)
        {
            throw new RunTrouble($"{path} cannot be read ({error.Message}); choose another --data folder", ExitCode.Usage);
        }
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new RunTrouble($"{folder} is in use by something that is not a replay; choose another --data folder", ExitCode.Usage);
        return null;
    }

    /// <summary>Refuses to mix two days in one folder.</summary>
    public void MustMatch(string folder, RunOptions options, DateOnly date)
    {
        var (mine, wanted) = (Describe(Scenario, Seed, Date, Days, Faults), Describe(options.Scenario, options.Seed, date, options.Days, options.Faults));
        if (mine != wanted) throw new RunTrouble($"{folder} holds {mine}, not {wanted}; choose another --data folder", ExitCode.Usage);
    }

    /// <summary>Marks a fresh folder before anything else is in it, so that a run which is ended early can be begun again.</summary>
    public static void Begin(string folder, RunOptions options, DateOnly date)
    {
        Directory.CreateDirectory(folder);
        new RunFile(options.Scenario, options.Seed, date, [.. options.Faults], 0, 0) { Days = options.Days }.Write(folder);
    }

    public void Write(string folder)
    {
        var path = Path.Combine(folder, Name);
        var fresh = path + ".new";
        File.WriteAllBytes(fresh, JsonSerializer.SerializeToUtf8Bytes(this, s_json));
        File.Move(fresh, path, overwrite: true);
    }

    static string Describe(string scenario, int seed, DateOnly date, int days, IEnumerable<string> faults) =>
        $"{scenario}/{seed}/{date:yyyy-MM-dd}" + (days == 1 ? "" : $" of {days} days") + (string.Join(" ", faults.Order(StringComparer.Ordinal)) is { Length: > 0 } with ? $" with {with}" : "");
}
