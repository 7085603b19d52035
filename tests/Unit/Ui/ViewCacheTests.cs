using CsCheck;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Unit.Ui;

public sealed class ViewCacheTests
{
    [Fact]
    public void Push_and_tail_in_any_order_and_number_end_with_the_newest_view()
    {
        Gen.Shuffle(Enumerable.Range(1, 12).ToArray()).Select(Gen.Int[0, 11].Array[0, 20]).Sample((order, again) =>
        {
            var cache = new ViewCache();
            // Two positions speak of each seq: the same view written again.
            foreach (var position in order.Concat(again.Select(i => order[i]))) cache.Apply(Row((position + 1) / 2, position));
            return cache.One<ProgrammeView>("programme")!.Name == "12" && cache.Position == 12;
        });
    }

    static EntityRow Row(long seq, long position) => new(
        "programme", "programme", seq, position, position, ViewJson.Write(new ProgrammeView($"{position}", "UTC", true, null, null, null)));
}
