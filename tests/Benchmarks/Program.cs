using SpecimenLogistics.Benchmarks.Journal;
using SpecimenLogistics.Benchmarks.Publish;

return args switch
{
    ["journal", .. var rest] => await JournalBench.Run(rest),
    ["publish", .. var rest] => await PublishBench.Run(rest),
    ["smoke"] => await PublishBench.Run(["--seconds", "2", "--warm-up", "5000"]),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: Benchmarks VERB
          journal [--seconds N] [--only TEXT]   rows a second and CPU of custody and telemetry at batch 1, 10, 100, 512;
                                                N seconds a line, by default 4; only lines whose name contains TEXT
          publish [--seconds N] [--rounds N] [--warm-up N] [--assert] [--json FILE]
                                                publish to acknowledged at 1,000 connections with 1 in flight and 150 with
                                                20, against Mosquitto without a subscriber in the same run; --assert fails
                                                below 0.4 and 0.8 of it; mosquitto must be installed
          smoke                                 publish for a few seconds: that it runs, not how fast
        """);
    return 64;
}
