using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>A day that was played and asked about.</summary>
/// <param name="Foresight">How good the server's predictions were.</param>
/// <param name="WallSeconds">Real time from the simulator's start to the last answer.</param>
/// <param name="Drained">Every outbox was empty before the deadline.</param>
/// <param name="Settled">The server said before the deadline that nothing was pending.</param>
/// <param name="BoxesTouched">Boxes whose end, as the server has it, is not that of the same day without faults of the world.</param>
/// <param name="FaultCounts">Faults of channel and world, as often as they were played.</param>
internal sealed record DayResult(
    IncidentCheck Incidents, Foresight Foresight,
    Day Day, double Speed, double WallSeconds, Answers Answers, Tally Tally, double? AcknowledgementMsP50, double? AcknowledgementMsP99,
    IReadOnlyList<string> Differences, TimeSpan Tolerance, IReadOnlyList<string> BoxesTouched, IReadOnlyDictionary<string, int> FaultCounts, bool Drained, bool Settled, int MalformedPlanned)
{
    public required string Dispatcher { get; init; }

    /// <summary>Processes of the server.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>How each of several days left the server; empty for a run of one.</summary>
    public IReadOnlyList<DayMark> Days { get; init; } = [];

    /// <summary>What befell its machines, and the real seconds until nothing waited for it any more.</summary>
    public IReadOnlyList<Healing> Healed { get; init; } = [];

    /// <summary>Instructions that drivers accepted.</summary>
    public required int Obeyed { get; init; }

    /// <summary>What came to a driver's handheld and could not be read there, or found no room.</summary>
    public int InstructionsLost { get; init; }

    /// <summary>Items that were on the server's disk and were told again: it must have counted so many repeats at least.</summary>
    public int RepeatsOwed { get; init; }

    /// <summary>Real time that the day was to take, from where it began.</summary>
    public required double PlayingSeconds { get; init; }

    const double Leeway = 1.2, Extra = 60;

    public double WallSecondsAllowed => Leeway * PlayingSeconds + Extra;

    /// <summary>Why the day does not count as verified; empty when it does.</summary>
    public IReadOnlyList<string> Failures
    {
        get
        {
            List<string> failures = [.. _failures];
            if (InstructionsLost > 0) failures.Add($"{InstructionsLost} instructions were lost on drivers' devices");
            if (Answers.Status.DuplicatesIgnored < RepeatsOwed) failures.Add($"{RepeatsOwed} items were told again that were stored, and {Answers.Status.DuplicatesIgnored} repeats counted");
            return failures;
        }
    }

    readonly IReadOnlyList<string> _failures = [.. Judge(Day.Truth, Answers, Tally, Differences, FaultCounts, Drained, Settled, MalformedPlanned)];

    public int ExitCode =>
        !Drained ? Runs.ExitCode.DidNotKeepUp
        : Failures.Count > 0 ? Runs.ExitCode.NotVerified
        : WallSeconds > WallSecondsAllowed ? Runs.ExitCode.DidNotKeepUp
        : Runs.ExitCode.Verified;

    static IEnumerable<string> Judge(
        Truth truth, Answers answers, Tally tally, IReadOnlyList<string> differences, IReadOnlyDictionary<string, int> faults, bool drained, bool settled, int malformed)
    {
        if (!drained) yield return $"{tally.Sent - tally.Acknowledged + tally.Waiting} messages were never acknowledged";
        if (!settled) yield return "the server did not come to rest";
        if (differences.Count > 0) yield return $"{differences.Count} differences from the truth";
        if (CanonicalState.Hash(answers.Lines) != CanonicalState.Hash(truth.CanonicalLines)) yield return "the end state is not the truth's";
        if (!answers.LedgerBalanced) yield return "the ledger does not balance";
        if (tally.Sent != tally.Acknowledged) yield return $"{tally.Sent} messages sent, {tally.Acknowledged} acknowledged";
        if (answers.Status.Unreadable != malformed)
            yield return $"{answers.Status.Unreadable} unreadable messages, {malformed} were injected";
        foreach (var (name, count) in faults)
            if (count == 0) yield return $"the fault {name} was never played";
    }
}
