using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Past;

/// <summary>Where every vehicle was seen last at a moment. Positions are read half an hour at a time. Used by one reader at a time.</summary>
sealed class PastPlaces(ITrack track)
{
    static readonly TimeSpan Chunk = TimeSpan.FromMinutes(30);

    /// <summary>Who was not heard for longer is known by its visits alone.</summary>
    static readonly TimeSpan Before = TimeSpan.FromMinutes(20);

    (Instant From, Dictionary<string, IReadOnlyList<PositionRow>> Rows)? chunk;

    public async Task<IReadOnlyDictionary<string, VehicleFix>> At(Instant moment, bool knownNow, IEnumerable<VehicleId> vehicles, CancellationToken cancel)
    {
        var from = new Instant(moment.Microseconds / (Chunk.Ticks / 10) * (Chunk.Ticks / 10));
        if (chunk?.From != from) chunk = (from, await Read(from, vehicles, cancel));
        var fixes = new Dictionary<string, VehicleFix>();
        foreach (var (vehicle, rows) in chunk.Value.Rows)
            if (LastOf(rows, moment, knownNow) is { } fix) fixes[vehicle] = fix;
        return fixes;
    }

    async Task<Dictionary<string, IReadOnlyList<PositionRow>>> Read(Instant from, IEnumerable<VehicleId> vehicles, CancellationToken cancel)
    {
        var rows = new Dictionary<string, IReadOnlyList<PositionRow>>();
        foreach (var vehicle in vehicles) rows[vehicle.Value] = await track.Positions(Subject.Of(vehicle).Value, (from - Before).Microseconds, (from + Chunk).Microseconds, cancel);
        return rows;
    }

    /// <summary>With what it stands since, as the live places have it.</summary>
    static VehicleFix? LastOf(IReadOnlyList<PositionRow> rows, Instant moment, bool knownNow)
    {
        VehicleFix? fix = null;
        foreach (var row in rows)
        {
            if (row.OccurredAt > moment.Microseconds) break;
            if (knownNow || row.ReceivedAt <= moment.Microseconds) fix = VehicleFix.Of(row, fix?.Standing);
        }
        return fix;
    }
}
