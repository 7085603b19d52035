using System.Globalization;
using SpecimenLogistics.Simulators.Faults;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>Reads the command line. What it cannot read it says in one line.</summary>
internal static class OptionParser
{
    public const string Usage =
        "./run [--speed N] [--from HH:MM] [--scenario NAME] [--days N] [--seed N] [--exit] [--report FILE] [--port N] [--data DIR] [--dispatcher auto|none] [--nodes N] [--store CONNECTION] [--standby] [--tls] [--broker mosquitto] [--fault NAME ...]";

    public static bool TryParse(IReadOnlyList<string> args, out RunOptions options, out string error)
    {
        options = RunOptions.Default;
        error = "";
        for (var n = 0; n < args.Count && error.Length == 0; n++)
        {
            if (args[n] == "--exit") { options = options with { Exit = true }; continue; }
            if (args[n] == "--standby") { options = options with { Standby = true }; continue; }
            if (args[n] == "--tls") { options = options with { Tls = true }; continue; }
            if (!s_readers.TryGetValue(args[n], out var read)) { error = $"unknown option {args[n]}; {Usage}"; continue; }
            var values = new List<string>();
            while (n + 1 < args.Count && !args[n + 1].StartsWith("--", StringComparison.Ordinal) && (values.Count == 0 || args[n - values.Count] == "--fault"))
                values.Add(args[++n]);
            if (values.Count == 0) { error = $"{args[n]} needs a value; {Usage}"; continue; }
            foreach (var value in values)
                if (error.Length == 0) (options, error) = read(options, value);
        }
        if (error.Length == 0) error = MachineRefusals.Of(options) ?? "";
        return error.Length == 0;
    }

    static readonly Dictionary<string, Func<RunOptions, string, (RunOptions, string)>> s_readers = new()
    {
        ["--speed"] = (o, v) => double.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) && speed is >= 1 and <= 10_000
            ? (o with { Speed = speed }, "") : (o, $"--speed wants a number from 1 to 10000, not {v}"),
        ["--from"] = (o, v) => TimeOnly.TryParseExact(v, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
            ? (o with { From = from }, "") : (o, $"--from wants a time of the day like 20:00, not {v}"),
        ["--seed"] = (o, v) => Number(v, int.MaxValue) is { } seed ? (o with { Seed = seed }, "") : (o, $"--seed wants a whole number, not {v}"),
        ["--days"] = (o, v) => Number(v, Scenario.MostDays) is >= 1 and { } days ? (o with { Days = days }, "") : (o, $"--days wants a number from 1 to {Scenario.MostDays}, not {v}"),
        ["--port"] = (o, v) => Number(v, 65_535) is { } port ? (o with { Port = port }, "") : (o, $"--port wants a number from 0 to 65535, not {v}"),
        ["--nodes"] = (o, v) => Number(v, 9) is >= 1 and { } nodes ? (o with { Nodes = nodes }, "") : (o, $"--nodes wants a number from 1 to 9, not {v}"),
        ["--store"] = (o, v) => (o with { Store = v }, ""),
        ["--broker"] = (o, v) => v == "mosquitto" ? (o with { Broker = true }, "") : (o, $"--broker wants mosquitto, not {v}"),
        ["--scenario"] = (o, v) => (o with { Scenario = v }, ""),
        ["--report"] = (o, v) => (o with { Report = v }, ""),
        ["--data"] = (o, v) => (o with { Data = v }, ""),
        ["--server"] = (o, v) => (o with { Server = v }, ""),
        ["--home"] = (o, v) => (o with { Home = v }, ""),
        ["--dispatcher"] = (o, v) => v is RunOptions.Auto or RunOptions.None ? (o with { AskedDispatcher = v }, "") : (o, $"--dispatcher wants auto or none, not {v}"),
        ["--fault"] = Fault,
    };

    static int? Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;

    // Several faults may follow one --fault, with spaces or commas between.
    static (RunOptions, string) Fault(RunOptions options, string value)
    {
        var faults = new SortedSet<string>(options.Faults, StringComparer.Ordinal);
        foreach (var name in value.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!FaultName.IsKnown(name))
                return (options, $"unknown fault {name}; there are {string.Join(", ", FaultName.OfTheChannel.Concat(FaultName.OfTheMachines).Concat(FaultName.OfTheWorld))}");
            faults.Add(name);
        }
        return (options with { Faults = faults }, "");
    }
}
