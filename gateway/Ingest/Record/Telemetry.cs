using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>The rows of consecutive publishes of one hearer and boot, and the items they are of.</summary>
readonly record struct Telemetry(TelemetryBatch Batch, IReadOnlyList<(uint Boot, long Seq)> Items)
{
    public static Telemetry Of(Subject hearer, IReadOnlyList<Passage> batch, int from, int to)
    {
        var (positions, heard, temperatures) = (new List<NewPosition>(), new List<NewHeard>(), new List<NewTemperature>());
        List<(uint, long)> items = [];
        uint boot = batch[from].Boot;
        for (var i = from; i < to; i++)
        {
            foreach (var row in batch[i].Telemetry)
            {
                switch (row)
                {
                    case NewPosition p: positions.Add(p); items.Add((boot, p.Seq)); break;
                    case NewHeard h: heard.Add(h); items.Add((boot, h.Seq)); break;
                    case NewTemperature t: temperatures.Add(t); items.Add((boot, t.Seq)); break;
                }
            }
        }
        var received = batch[to - 1].Publish.ReceivedAt.Microseconds;
        return new(new(hearer.Value, batch[from].Device.View.Id.Value, boot, received, positions, heard, temperatures), items);
    }
}
