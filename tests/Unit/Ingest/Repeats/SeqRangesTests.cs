using CsCheck;
using SpecimenLogistics.Ingest;

namespace SpecimenLogistics.Unit.Ingest;

public sealed class SeqRangesTests
{
    [Fact]
    public void Ranges_answer_as_a_set_of_numbers_would() =>
        Gen.Select(Gen.Long[0, 60], Gen.Long[0, 6]).Array[0, 40].Sample(additions =>
        {
            var (ranges, set) = (new SeqRanges(), new HashSet<long>());
            foreach (var (first, length) in additions)
            {
                ranges.Add(first, first + length);
                for (var seq = first; seq <= first + length; seq++) set.Add(seq);
            }
            for (var seq = -1L; seq <= 70; seq++) Assert.Equal(set.Contains(seq), ranges.Contains(seq));
            // Apart by at least one number, in order: as compact as can be.
            foreach (var (before, after) in ranges.Ranges.Zip(ranges.Ranges.Skip(1))) Assert.True(before.Last + 1 < after.First);
        });

    [Fact]
    public void The_order_of_arrival_does_not_matter() =>
        Gen.Shuffle(Enumerable.Range(0, 30).Select(i => (long)i).ToArray()).Sample(order =>
        {
            var ranges = new SeqRanges();
            foreach (var seq in order) ranges.Add(seq);
            Assert.Equal([(0, 29)], ranges.Ranges);
        });

    [Fact]
    public void A_hundred_may_follow_a_hundred_and_five()
    {
        var ranges = new SeqRanges();
        ranges.Add(105);
        Assert.False(ranges.Contains(100));
        ranges.Add(100);
        Assert.True(ranges.Contains(100));
        Assert.False(ranges.Contains(103));
    }

    [Fact]
    public void The_ends_of_the_numbers_do_not_run_over()
    {
        var ranges = new SeqRanges();
        ranges.Add(long.MaxValue);
        ranges.Add(long.MaxValue - 1);
        ranges.Add(0, 0);
        Assert.Equal([(0, 0), (long.MaxValue - 1, long.MaxValue)], ranges.Ranges);
    }

    [Fact]
    public void A_device_that_skips_every_other_number_costs_no_more_than_the_limit()
    {
        var ranges = new SeqRanges();
        for (var seq = 0L; seq < 2 * (SeqRanges.MaxRanges + 10); seq += 2) ranges.Add(seq);
        Assert.Equal(SeqRanges.MaxRanges, ranges.Count);
        Assert.False(ranges.Contains(0));
        Assert.True(ranges.Contains(2 * SeqRanges.MaxRanges));
    }
}
