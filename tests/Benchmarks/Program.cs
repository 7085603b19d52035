using SpecimenLogistics.Benchmarks.Bulk;
using SpecimenLogistics.Benchmarks.Custody;
using SpecimenLogistics.Benchmarks.Dispatch;
using SpecimenLogistics.Benchmarks.Journal;
using SpecimenLogistics.Benchmarks.Loads;
using SpecimenLogistics.Benchmarks.Publish;
using SpecimenLogistics.Benchmarks.Recovery;

return args switch
{
    ["journal", .. var rest] => await JournalBench.Run(rest),
    ["publish", .. var rest] => await PublishBench.Run(rest),
    ["load", .. var rest] => await LoadBench.Run(rest),
    ["custody", .. var rest] => await CustodyBench.Run(rest),
    ["recovery", .. var rest] => await RecoveryBench.Run(rest),
    ["dispatch", .. var rest] => await DispatchBench.Run(rest),
    ["bulk", .. var rest] => await BulkBench.Run(rest),
    ["smoke"] => await PublishBench.Run(["--seconds", "2", "--warm-up", "5000"]) + await LoadBench.Run(["--seconds", "1", "--rounds", "1", "--connections", "10", "--nodes", "1,2"]),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: Benchmarks VERB
          journal [--seconds N] [--only TEXT] [--on sqlite|postgres]
                                                rows a second and CPU of custody and telemetry at batch 1, 10, 100, 512;
                                                N seconds a line, by default 4; only lines whose name contains TEXT;
                                                postgres starts one of its own, with fsync, whose CPU is not counted
          publish [--seconds N] [--rounds N] [--warm-up N] [--assert] [--json FILE]
                                                publish to acknowledged at 1,000 connections with 1 in flight and 150 with
                                                20, against Mosquitto without a subscriber in the same run; --assert fails
                                                below 0.4 and 0.8 of it; mosquitto must be installed
          load [--seconds N] [--rounds N] [--warm-up N] [--connections N,N] [--nodes N,N] [--store sqlite,postgres] [--json FILE]
                                                publish to acknowledged at 150, 1,000 and 5,000 connections, one process and three, on a file and on
                                                a PostgreSQL of its own, against Mosquitto and against the same transactions without MQTT and
                                                grains: a table in Markdown, some ten minutes; N seconds a measurement, by default 4, 2 rounds
          custody [--callers N] [--rounds N] [--assert]
                                                tubes packed through grains against the same transactions without; what an
                                                active box weighs; --assert fails below 0.4
          recovery --data DIR                   a copy of a played day's folder, killed -9 and started again: how long until
                                                the first acknowledgement and until the control room's views are loaded
          bulk [--days N] [--boxes N] [--data DIR] [--assert]
                                                a programme's days in one store (14; some minutes a day to fill), and how long a vehicle's day, a box's
                                                timeline, a tube, a report take then, and the first acknowledgement after kill -9; DIR is kept
          dispatch [--seeds N]                  a full laboratory's loads by our own search and by OR-Tools on the same evenings:
                                                how many are late, and how long it took; N seeds a line, by default 10
          smoke                                 publish and load for a few seconds: that they run, not how fast
        """);
    return 64;
}
