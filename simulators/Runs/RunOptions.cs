using SpecimenLogistics.Simulators.Faults;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>What a run was asked for.</summary>
/// <param name="Speed">Programme seconds per real second.</param>
/// <param name="Exit">End after the day with a verdict, instead of leaving the server up.</param>
/// <param name="Report">Where the day's report goes as JSON; null for nowhere.</param>
/// <param name="Port">The control room's port; 0 for any free one.</param>
/// <param name="Data">The server's data folder; null for a fresh one under <paramref name="Home"/>.</param>
/// <param name="Server">The server's assembly; null for the one built beside.</param>
internal sealed record RunOptions(
    double Speed, string Scenario, int Seed, bool Exit, string? Report, int Port, string? Data, IReadOnlySet<string> Faults, string? Server, string Home)
{
    /// <summary>As fast as a whole day of 148 centres is known to be played on two cores.</summary>
    public const double Fast = 600;

    /// <summary>A local time of the day; until then it is played fast, and at <see cref="Speed"/> from there. null for one speed all day.</summary>
    public TimeOnly? From { get; init; }

    /// <summary>So many days on end, nights included.</summary>
    public int Days { get; init; } = 1;

    /// <summary>The fastest that it is ever played.</summary>
    public double Fastest => From is null ? Speed : Math.Max(Fast, Speed);

    /// <summary>Every wire is secured, by an authority that the run makes for itself.</summary>
    public bool Tls { get; init; }

    /// <summary>Devices connect to a Mosquitto of the run's own, which the server is a client of.</summary>
    public bool Broker { get; init; }

    /// <summary>Processes of the server, 1 to 9, on one database.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>A PostgreSQL database for them, empty or of this very run; null for one of the run's own, and for SQLite where there is one process.</summary>
    public string? Store { get; init; }

    /// <summary>The run's own database has a standby that takes part in every commit.</summary>
    public bool Standby { get; init; }

    public bool IsShared => Nodes > 1 || Store is not null;

    public const string Auto = "auto", None = "none";

    /// <summary>As asked for; null for what suits the faults.</summary>
    public string? AskedDispatcher { get; init; }

    /// <summary>
    /// Who decides where nobody is at the desk: a program that takes the first choice, or nobody. A day that leaves nothing to decide
    /// is left alone, so that it ends alike every time: what a program decides hangs on when it looks.
    /// </summary>
    public string Dispatcher => AskedDispatcher ?? (Faults.Overlaps(FaultName.ToDecide) ? Auto : None);

    public static readonly RunOptions Default = new(60, "day148", 1, false, null, 0, null, new SortedSet<string>(StringComparer.Ordinal), null, "data");
}
