using System.Data.Common;
using System.Net.Sockets;
using System.Text.Json;
using SpecimenLogistics.Benchmarks.Publish;
using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Benchmarks.Loads;

/// <summary>
/// Publish to acknowledged at some numbers of connections, on a file and on a database, with one process and with several: against Mosquitto without a
/// subscriber, and against the same transactions without MQTT and grains. Each round measures all three, one right after the other.
/// </summary>
static class LoadBench
{
    const int Usage = 64, Unavailable = 69;

    public static async Task<int> Run(IReadOnlyList<string> words)
    {
        LoadOptions options;
        try { options = LoadOptions.Read(words); }
        catch (FormatException wrong) { return Say(wrong.Message, Usage); }
        if (OpenFiles.Lacking(options.Connections.Max()) is { } lacking) return Say(lacking, Unavailable);
        List<LoadCell> cells = [];
        var code = await Measure(options, cells);
        if (cells.Count == 0) return code;
        Console.WriteLine($"seconds: {options.Seconds}, rounds: {options.Rounds}, processors: {Environment.ProcessorCount}\n\n{LoadTable.Of(cells)}");
        if (options.Json is { } file) await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(cells, new JsonSerializerOptions { WriteIndented = true }));
        return code;
    }

    static async Task<int> Measure(LoadOptions options, List<LoadCell> cells)
    {
        try
        {
            await using var mosquitto = await Mosquitto.Start();
            foreach (var (store, nodes) in options.Installations)
                await new Installation(store, nodes, options, mosquitto).Measure(cell =>
                {
                    cells.Add(cell);
                    Console.Error.WriteLine(FormattableString.Invariant(
                        $"{store}, nodes {nodes}, {cell.Shape}: {cell.Ours.PerSecond:N0} msg/s, Mosquitto {cell.Mosquitto.PerSecond:N0}, journal alone {cell.JournalPerSecond:N0}"));
                });
            return 0;
        }
        // Whatever it is, what was measured before it counts.
        catch (Exception e) { return Say(IsExpected(e) ? e.Message : e.ToString(), 1); }
    }

    /// <summary>Something is missing, did not come up or did not answer.</summary>
    static bool IsExpected(Exception e) => e is IOException or TimeoutException or SocketException or HttpRequestException or OperationCanceledException or DbException or JournalException;

    static int Say(string line, int code)
    {
        Console.Error.WriteLine("load: " + line);
        return code;
    }
}
