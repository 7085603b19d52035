using SpecimenLogistics.Simulators;
using SpecimenLogistics.Simulators.Runs;
using SpecimenLogistics.Simulators.Verbs;

switch (args)
{
    case ["run", .. var rest]:
        using (var signals = new Signals())
            return await new RunVerb(
                (options, faults) => DayTruth.Prepare(Scenario.Load(options.Scenario).Over(options.Days), options.Seed, faults),
                Console.Out, Console.Error, !Console.IsOutputRedirected, TimeProvider.System).RunAsync(rest, signals.Token);
    case ["truth", ..]:
        return TruthVerb.Run(args.AsSpan(1));
    case ["--help"] or ["help"] or []:
        Console.WriteLine($"run    plays a day against a server of its own: {OptionParser.Usage}");
        Console.WriteLine("truth  plays days in memory and prints what happened");
        return ExitCode.Verified;
    default:
        Console.Error.WriteLine($"unknown verb {args[0]}; there are run and truth");
        return ExitCode.Usage;
}
