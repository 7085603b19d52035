using SpecimenLogistics.Benchmarks.Journal;

return args switch
{
    ["journal", .. var rest] => await JournalBench.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: Benchmarks VERB
          journal [--seconds N] [--only TEXT]   rows a second and CPU of custody and telemetry at batch 1, 10, 100, 512;
                                                N seconds a line, by default 4; only lines whose name contains TEXT
        """);
    return 64;
}
