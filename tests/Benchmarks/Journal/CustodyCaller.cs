using System.Text;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Benchmarks.Journal;

/// <summary>A box being packed: one fact of 200 bytes, a view of 500 bytes and a tube row per append; a new box after 130.</summary>
internal static class CustodyCaller
{
    static readonly byte[] Payload = Encoding.UTF8.GetBytes("{\"kind\":\"tube-packed\",\"tube\":\"" + new string('7', 160) + "\"}");
    static readonly byte[] View = Encoding.UTF8.GetBytes("{\"id\":\"BX-0001\",\"place\":\"" + new string('p', 470) + "\"}");

    public static Task<long> Run(BenchStore store, int caller, CancellationToken end) => Pack(store, caller, _ => !end.IsCancellationRequested);

    public static Task<long> Rows(BenchStore store, int caller, long count) => Pack(store, caller, rows => rows < count);

    static async Task<long> Pack(BenchStore store, int caller, Func<long, bool> goOn)
    {
        var (rows, box, seq) = (0L, 0, 0);
        while (goOn(rows))
        {
            if (seq == 130) (box, seq) = (box + 1, 0);
            var id = $"BX-{caller:D4}-{box:D4}";
            var fact = Fact(caller, rows);
            var append = new StreamAppend(
                $"box/{id}", seq, [fact], new EntityState("box", id, View), [], null, [new TubeItem($"T{caller:D7}{rows:D6}", id, rows, fact.Id)]);
            if (await store.Journal.Append(append, CancellationToken.None) is not AppendOutcome.Committed) throw new InvalidOperationException("not committed");
            seq++;
            rows++;
        }
        return rows;
    }

    static FactEnvelope Fact(int caller, long row) => new()
    {
        Id = Guid.NewGuid(), Kind = "tube-packed", OccurredAt = row, Device = $"S{caller:D4}", Boot = 1, Seq = row, DeviceAt = row,
        ReceivedAt = row + 1, Actor = "P0012", Payload = Payload,
    };
}
