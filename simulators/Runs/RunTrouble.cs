namespace SpecimenLogistics.Simulators.Runs;

/// <summary>Why a run cannot begin or go on, as one line for the person who started it, with the exit code it ends with.</summary>
internal sealed class RunTrouble(string line, int exitCode = ExitCode.NotVerified) : Exception(line)
{
    public int ExitCode { get; } = exitCode;
}

/// <summary>What a run's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>The day was played and the system knew the truth.</summary>
    public const int Verified = 0;
    public const int NotVerified = 1;

    /// <summary>The day was right, but took longer than its speed allows.</summary>
    public const int DidNotKeepUp = 2;

    /// <summary>The command line asks for something that does not exist (EX_USAGE).</summary>
    public const int Usage = 64;

    /// <summary>Ended by Ctrl-C before the day was over (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
