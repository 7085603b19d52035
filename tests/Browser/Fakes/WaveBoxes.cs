using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>The 1,200 boxes of the evening, each in one place with one holder.</summary>
sealed class WaveBoxes
{
    const int Fleet = 1200;
    readonly Dictionary<string, int> held = [];
    int next = 1;

    public int HeldBy(string party) => held.GetValueOrDefault(party);

    public IReadOnlyList<BoxId> ForDelivery(EveningWave wave, int i, Phase phase, VehicleId vehicle, Centre centre)
    {
        var (place, holder, packed) = phase switch
        {
            Phase.NotClosed => (BoxPlace.CentrePacking, $"centre:{centre.Id}", 120),
            Phase.Awaiting => (BoxPlace.CentreSealed, $"centre:{centre.Id}", 180),
            Phase.OnRoad or Phase.AtGate => (BoxPlace.WithCarrier, $"vehicle:{vehicle}", 180),
            Phase.AtDock => (BoxPlace.WithCarrier, $"vehicle:{vehicle}", 180),
            _ => (i % 2 == 0 ? BoxPlace.Received : BoxPlace.Emptied, $"laboratory:{centre.Laboratory}", i % 2 == 0 ? 180 : 0),
        };
        return [.. Enumerable.Range(0, 2 + i % 4).Select(_ => New(wave, place, holder, packed))];
    }

    /// <summary>Every third empty vehicle brings two boxes back.</summary>
    public BoxHere[] Returning(VehicleId vehicle, int i, Phase phase)
    {
        if (phase != Phase.Unloaded || i % 3 != 0) return [];
        held[$"vehicle:{vehicle}"] = 2;
        return [new(Code.Parse<BoxId>($"BX-{Fleet - i:0000}"), BoxPlace.Returning, 0), new(Code.Parse<BoxId>($"BX-{Fleet - i - 1:0000}"), BoxPlace.Returning, 0)];
    }

    public void Fill(EveningWave wave)
    {
        var returning = held.Where(h => h.Key.StartsWith("vehicle:", StringComparison.Ordinal) && !given.Contains(h.Key)).Select(h => h.Key).ToArray();
        foreach (var vehicle in returning)
        {
            held[vehicle] = 0;
            New(wave, BoxPlace.Returning, vehicle, 0);
            New(wave, BoxPlace.Returning, vehicle, 0);
        }
        foreach (var centre in Places.Centres()) New(wave, BoxPlace.CentreEmpty, $"centre:{centre.Id}", 0);
        foreach (var lab in new[] { "LAB1", "LAB2", "LAB4" }) New(wave, BoxPlace.Held, $"laboratory:{lab}", 180);
        New(wave, BoxPlace.WarehouseFaulty, "warehouse:WH1", 0);
        while (next < Fleet - 60) New(wave, BoxPlace.WarehouseClean, "warehouse:WH1", 0);
        while (next < Fleet - 1) New(wave, BoxPlace.WarehouseDirty, "warehouse:WH1", 0);
        New(wave, BoxPlace.Unaccounted, "laboratory:LAB2", 0);
        New(wave, BoxPlace.WarehouseClean, "warehouse:WH1", 0);
    }

    readonly HashSet<string> given = [];

    BoxId New(EveningWave wave, BoxPlace place, string holder, int packed)
    {
        var id = $"BX-{next++:0000}";
        if (packed > 0) given.Add(holder);
        held[holder] = held.GetValueOrDefault(holder) + 1;
        wave.Box(id, place, holder, packed, 10 + next % 30);
        return Code.Parse<BoxId>(id);
    }
}
