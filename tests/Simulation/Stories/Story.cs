using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Simulation;

/// <summary>One item of one device.</summary>
/// <param name="AtMs">When it happens, in the world's milliseconds.</param>
sealed record Said(string Device, long Seq, int AtMs, Leaf Leaf, ScanItem? Scan = null, string? Beacon = null)
{
    public override string ToString() => $"{AtMs,6} ms {Device} {Seq}: {Leaf.ToString().ToLowerInvariant()} {Scan?.Act} {Scan?.Box} {Scan?.Tube}{Beacon}".TrimEnd();
}

/// <summary>A small evening: boxes are packed, sealed, taken along and unloaded; some of it is scanned twice, some not at all, some in another order.</summary>
static class Story
{
    public const string Centre = "S-CW01", Handheld = "S-V001", Dock = "S-D1", Vehicle = "V001";
    public static readonly string[] Devices = [Centre, Handheld, Dock, Vehicle];
    public static readonly string[] Boxes = ["BX-0001", "BX-0002", "BX-0003"];

    public static IReadOnlyList<Said> Of(Dice dice)
    {
        var acts = new List<(string Device, int At, string Act, string Box, Func<ScanItem, ScanItem> With)>();
        var serial = 0;
        foreach (var box in Boxes.Take(dice.Between(1, 3)))
        {
            var at = dice.Between(500, 4_000);
            var tubes = dice.Between(1, 5);
            for (var n = 0; n < tubes; n++)
            {
                // Now and then one tube is scanned into a second box.
                var tube = serial > 0 && dice.OneIn(12) ? 1 : ++serial;
                acts.Add((Centre, at += dice.Between(50, 900), Act.Pack, box, s => s with { Tube = $"T{tube:000000000}" }));
            }
            acts.Add((Centre, at += dice.Between(200, 2_000), Act.Seal, box, s => s with { Seal = "ES-" + box, Count = tubes }));
            acts.Add((Centre, at += dice.Between(200, 4_000), Act.Give, box, s => s with { Party = "vehicle:V001" }));
            acts.Add((Handheld, at + dice.Between(-300, 600), Act.Take, box, s => s with { Party = "centre:CW01" }));
            acts.Add((Dock, at += dice.Between(3_000, 9_000), Act.Unload, box, s => s with { Dock = "LAB1-D1" }));
            acts.Add((Dock, at + dice.Between(100, 900), Act.Receive, box, s => s with { Outcome = "intact" }));
        }
        var kept = acts.Where(_ => !dice.OneIn(15)).ToList();
        kept.AddRange([.. kept.Where(_ => dice.OneIn(12)).Select(a => a with { At = a.At + dice.Between(20, 3_000) })]);
        var said = kept.OrderBy(a => a.At).Select(a => new Said(a.Device, 0, a.At, Leaf.Scan, a.With(new ScanItem(0, 0, 0, a.Act) { Box = a.Box })));
        var heard = Enumerable.Range(0, dice.Between(0, 8)).Select(_ => new Said(Vehicle, 0, dice.Between(4_000, 24_000), Leaf.Heard, Beacon: "B-" + dice.Of(Boxes)));
        return [.. said.Concat(heard).OrderBy(s => s.AtMs).GroupBy(s => s.Device).SelectMany(d => d.Select((s, n) => s with { Seq = n + 1 })).OrderBy(s => s.AtMs)];
    }
}
