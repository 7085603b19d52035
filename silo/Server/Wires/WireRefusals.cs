using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace SpecimenLogistics.Server;

/// <summary>Who was not let in: each is counted, and told in one line of the log, but no more than one line a second.</summary>
sealed class WireRefusals : IDisposable
{
    static readonly TimeSpan s_between = TimeSpan.FromSeconds(1);

    readonly Meter meter = new(Instruments.Name);
    // All there from the start, so that the first one is seen as a rise.
    readonly ConcurrentDictionary<(string Wire, WireFault Why), long> counts = new(
        from wire in (string[])[Wires.Devices, Wires.Silos, Wires.Clients] from why in Enum.GetValues<WireFault>() select KeyValuePair.Create((wire, why), 0L));
    readonly TimeProvider time;
    readonly ILogger<WireRefusals> log;
    readonly Lock gate = new();
    long toldAt;
    int untold;

    public WireRefusals(TimeProvider time, ILogger<WireRefusals> log)
    {
        (this.time, this.log) = (time, log);
        meter.CreateObservableCounter("wires.refused", Counted, description: "Connections of devices, silos and their clients that were not let in or could not be made, by reason");
    }

    /// <summary>Since the start.</summary>
    public long Total => counts.Values.Sum();

    /// <param name="shown">What the other side showed, which it may have made itself: only its number is told.</param>
    public void Tell(string wire, EndPoint? other, WireFault why, X509Certificate2? shown)
    {
        counts.AddOrUpdate((wire, why), 1, (_, before) => before + 1);
        int more;
        lock (gate)
        {
            if (toldAt != 0 && time.GetElapsedTime(toldAt) < s_between) { untold++; return; }
            (toldAt, more, untold) = (time.GetTimestamp(), untold, 0);
        }
        log.LogWarning("Refused on the wire of {Wire}: {Other}, {Why}{Certificate}{More}", wire, other, WordOf(why),
            shown is null ? "" : $" (certificate {shown.SerialNumber})", more == 0 ? "" : $"; and {more} more since the last line");
    }

    IEnumerable<Measurement<long>> Counted() => counts.Select(c => new Measurement<long>(
        c.Value, new KeyValuePair<string, object?>("wire", c.Key.Wire), new KeyValuePair<string, object?>("reason", WordOf(c.Key.Why))));

    static string WordOf(WireFault fault) => JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.ToString());

    public void Dispose() => meter.Dispose();
}
