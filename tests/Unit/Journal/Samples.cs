using System.Text;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Unit.Journal;

/// <summary>Appends and telemetry as short words.</summary>
internal static class Samples
{
    public const long Noon = 1_599_393_600_000_000;
    public const long Second = 1_000_000;

    public static Guid Id(int n) => new(n, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8]);

    public static FactEnvelope Fact(int n, string payload = "{}") => new()
    {
        Id = Id(n), Kind = "tube-packed", OccurredAt = Noon + n * Second, Device = "S007", Boot = 3, Seq = n, DeviceAt = Noon + n * Second + 5,
        ReceivedAt = Noon + n * Second + 400_000, UncertaintyMicroseconds = 20_000, Actor = "P0012", Payload = Encoding.UTF8.GetBytes(payload),
    };

    public static StreamAppend Append(string stream, long expected, params FactEnvelope[] facts) => new(stream, expected, facts, null, [], null, []);

    public static EntityState State(string id, string view) => new("box", id, Encoding.UTF8.GetBytes(view));

    public static TelemetryBatch Fixes(string vehicle, uint boot, long receivedAt, params NewPosition[] fixes) =>
        new($"vehicle/{vehicle}", vehicle, boot, receivedAt, fixes, [], []);

    public static TelemetryBatch Sightings(string vehicle, uint boot, params long[] seqs) => new(
        $"vehicle/{vehicle}", vehicle, boot, Noon + 60 * Second, [],
        [.. seqs.Select(s => new NewHeard(s, Noon + s * Second, Noon + s * Second, "BC-0001", -60, null))], []);

    public static NewPosition Fix(long seq, long at, double lat = 22.3) => new(seq, at, at, lat, 114.1, 40, 90, 5);

    public static CancellationToken Soon => TestContext.Current.CancellationToken;
}
