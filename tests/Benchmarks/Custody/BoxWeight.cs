using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Benchmarks.Custody;

/// <summary>What an active box weighs: the growth of the heap, collected before and after, over many of them.</summary>
static class BoxWeight
{
    const int Boxes = 1_000;

    public static async Task<long> Of(IGrainFactory grains, int tubes)
    {
        var before = Heap();
        await Parallel.ForAsync(0, Boxes, new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (n, _) =>
        {
            var box = new Subject(SubjectKind.Box, $"M-{n:D4}");
            await grains.GetGrain(box).Record(new FactBatch([.. PackedBox.Facts(box, tubes)]));
        });
        return (Heap() - before) / Boxes;
    }

    static long Heap()
    {
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
