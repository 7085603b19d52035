using CsCheck;
using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Unit.Journal;

public sealed class SeqRangesTests
{
    static readonly Gen<long[]> Numbers = Gen.Long[0, 40].Array[0, 60];

    [Fact]
    public void Ranges_know_exactly_what_a_set_knows() => Numbers.Sample(numbers =>
    {
        var (ranges, set) = (new SeqRanges(), new HashSet<long>());
        return numbers.All(n => ranges.Add(n) == set.Add(n)) && Same(ranges, set);
    });

    [Fact]
    public void What_is_removed_can_be_added_again() => Gen.Select(Numbers, Numbers).Sample((added, removed) =>
    {
        var (ranges, set) = (new SeqRanges(), new HashSet<long>());
        foreach (var n in added) { ranges.Add(n); set.Add(n); }
        foreach (var n in removed) { ranges.Remove(n); set.Remove(n); }
        return Same(ranges, set) && removed.Distinct().All(ranges.Add);
    });

    [Fact]
    public void Numbers_without_gaps_are_one_range_in_whatever_order_they_came() =>
        Gen.Shuffle(Enumerable.Range(1, 50).ToArray()).Sample(numbers =>
        {
            var ranges = new SeqRanges();
            foreach (var n in numbers) ranges.Add(n);
            return ranges.All is [(1, 50)];
        });

    static bool Same(SeqRanges ranges, HashSet<long> set)
    {
        var apart = ranges.All.Zip(ranges.All.Skip(1)).All(p => p.First.Last + 1 < p.Second.First);
        return apart && ranges.All.SelectMany(r => Enumerable.Range(0, (int)(r.Last - r.First + 1)).Select(i => r.First + i)).Order().SequenceEqual(set.Order());
    }
}
