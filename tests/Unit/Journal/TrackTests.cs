using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

public abstract class TrackTests(On on) : IDisposable
{
    readonly TestStore _store = new(on);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Repeats_are_counted_and_stored_once_also_after_a_restart()
    {
        var first = await _store.Track.Append(Sightings("V001", 7, 1, 2, 3), Soon);
        Assert.Equal((3, 0, 3L), (first.Stored, first.Repeats, first.HeardThrough));
        var second = await _store.Track.Append(Sightings("V001", 7, 2, 3, 4), Soon);
        Assert.Equal((1, 2, 4L), (second.Stored, second.Repeats, second.HeardThrough));
        Assert.Equal([4], second.NewHeard.Select(h => h.N));
        _store.Reopen();
        var third = await _store.Track.Append(Sightings("V001", 7, 1, 2, 3, 4), Soon);
        Assert.Equal((0, 4, 4L), (third.Stored, third.Repeats, third.HeardThrough));
        Assert.Equal(4, (await _store.Read.Counts(Soon)).Telemetry);
    }

    [Fact]
    public async Task A_lower_seq_that_comes_late_is_no_repeat_and_another_boot_counts_anew()
    {
        await _store.Track.Append(Sightings("V001", 7, 105), Soon);
        Assert.Equal(1, (await _store.Track.Append(Sightings("V001", 7, 100), Soon)).Stored);
        Assert.Equal(1, (await _store.Track.Append(Sightings("V001", 8, 105), Soon)).Stored);
    }

    [Fact]
    public async Task Numbers_of_a_hearer_have_no_gaps_however_many_write_at_once()
    {
        var all = Enumerable.Range(0, 200).Select(i => _store.Track.Append(Sightings($"V{i % 4}", 1, i * 3, i * 3 + 1, i * 3 - i % 2), Soon));
        await Task.WhenAll(all);
        for (var v = 0; v < 4; v++)
        {
            var rows = await _store.Track.Heard($"vehicle/V{v}", 0, 1000, Soon);
            Assert.NotEmpty(rows);
            Assert.Equal(Enumerable.Range(1, rows.Count).Select(n => (long)n), rows.Select(r => r.N));
        }
        Assert.Equal([11, 12], (await _store.Track.Heard("vehicle/V0", 10, 2, Soon)).Select(r => r.N));
    }

    [Fact]
    public async Task A_fix_from_the_future_or_an_older_one_moves_no_marker()
    {
        var received = Noon + 600 * Second;
        await _store.Track.Append(Fixes("V001", 1, received, Fix(1, received - 30 * Second, 22.31)), Soon);
        await _store.Track.Append(Fixes("V001", 1, received, Fix(2, received - 90 * Second, 22.32)), Soon);
        await _store.Track.Append(Fixes("V001", 1, received, Fix(3, received + 121 * Second, 22.33)), Soon);
        var last = Assert.Single(await _store.Track.Last(Soon));
        Assert.Equal(22.31, last.Fix!.LatDeg);
        Assert.Equal(received - 30 * Second, last.HeardAt);

        await _store.Track.Append(Fixes("V001", 1, received, Fix(4, received + 60 * Second, 22.34)), Soon);
        _store.Reopen();
        Assert.Equal(22.34, Assert.Single(await _store.Track.Last(Soon)).Fix!.LatDeg);
        Assert.Equal([22.32, 22.31], (await _store.Track.Positions("vehicle/V001", Noon, received, Soon)).Select(p => p.LatDeg));
    }
}
