using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

public abstract class PositionTimeTests(On on) : IDisposable
{
    const int Vehicles = 5;
    const int Each = PositionTimeIndex.Every / Vehicles + 1;
    readonly TestStore _store = new(on);

    public void Dispose() => _store.Dispose();

    /// <summary>Some more than the index waits for, the last of each vehicle first.</summary>
    async Task Fill()
    {
        for (var vehicle = 0; vehicle < Vehicles; vehicle++)
            await _store.Track.Append(Fixes($"V{vehicle}", 1, Noon, [.. Enumerable.Range(0, Each).Select(n => Fix(n, Noon - n * Second, n))]), Soon);
    }

    async Task<double[]> Found(string vehicle, int newest, int count) =>
        [.. (await _store.Track.Positions($"vehicle/{vehicle}", Noon - (newest + count - 1) * Second, Noon - newest * Second, Soon)).Select(p => p.LatDeg)];

    static double[] Wanted(int newest, int count) => [.. Enumerable.Range(newest, count).Reverse().Select(n => (double)n)];

    long Indexed() => _store.Number("SELECT COUNT(*) FROM position_time");

    [Fact]
    public async Task Positions_are_found_in_the_order_of_their_times_before_and_after_they_are_indexed()
    {
        await Fill();
        Assert.True(Indexed() >= PositionTimeIndex.Every);
        await _store.Track.Append(Fixes("V1", 1, Noon, Fix(Each, Noon - 10 * Second, 1000)), Soon);
        Assert.Equal((double[])[12, 11, 10, 1000, 9], await Found("V1", 9, 4));
        _store.Reopen();
        Assert.Equal((double[])[12, 11, 10, 1000, 9], await Found("V1", 9, 4));
        Assert.Equal(Wanted(0, Each), await Found("V0", 0, Each));
        Assert.Empty(await Found("V9", 0, Each));
        await Fill();
        Assert.Equal((double[])[12, 11, 10, 1000, 9], await Found("V1", 9, 4));
    }

    [Fact]
    public async Task A_store_of_the_schema_before_keeps_its_positions_and_indexes_them_with_the_next()
    {
        await Fill();
        _store.Close();
        _store.Sql("DROP TABLE kept_hash; DROP TABLE destroyed; DROP TABLE spare_position; DROP TABLE seen; DROP TABLE seen_until; ALTER TABLE tube DROP COLUMN taken_out; DROP TABLE position_time; DROP TABLE position_timed; CREATE INDEX position_by_time ON position (hearer, occurred_at); UPDATE meta SET value = '1' WHERE key = 'schema'");
        _store.Reopen();
        Assert.Equal(Wanted(3, 5), await Found("V2", 3, 5));
        Assert.Equal(0, Indexed());
        await _store.Track.Append(Fixes("V9", 1, Noon, Fix(1, Noon)), Soon);
        Assert.Equal(Vehicles * Each + 1, Indexed());
        Assert.Equal(Wanted(3, 5), await Found("V2", 3, 5));
        Assert.Empty(_store.Verify().Breaks);
    }

    [Fact]
    public async Task A_transaction_that_fails_leaves_the_index_as_it_was()
    {
        await Fill();
        var before = Indexed();
        await Assert.ThrowsAnyAsync<Exception>(() => _store.Track.Append(
            Fixes("V8", 1, Noon, [.. Enumerable.Range(0, PositionTimeIndex.Every).Select(n => Fix(n, Noon + n, n == 7 ? double.NaN : n))]), Soon));
        Assert.Equal(before, Indexed());
        await _store.Track.Append(Fixes("V8", 1, Noon, [.. Enumerable.Range(0, PositionTimeIndex.Every).Select(n => Fix(n, Noon + n, n))]), Soon);
        Assert.True(Indexed() > before);
        Assert.Empty(_store.Verify().Breaks);
    }

    [Theory]
    [InlineData("DELETE FROM position_time WHERE id = 4711", "position_time at 4711: the position is not found by its time")]
    [InlineData("UPDATE position_time SET occurred_at = occurred_at + 1 WHERE id = 4711", "position_time at 4711: the position is not found by its time")]
    [InlineData("UPDATE position_time SET hearer = 'vehicle/V9' WHERE id = 4711", "position_time at 4711: the position is not found by its time")]
    [InlineData("INSERT INTO position_time (hearer, occurred_at, id) VALUES ('vehicle/V9', 0, 4711)", "position_time: it holds more than there are positions up to its mark")]
    [InlineData("UPDATE position_timed SET until = 99999", "position_time at 99999: its mark is beyond the positions")]
    [InlineData("INSERT INTO position_timed (until) VALUES (0)", "position_time: its mark is not one row")]
    public async Task A_changed_index_is_found_by_verify(string sql, string found)
    {
        await Fill();
        _store.Close();
        Assert.Empty(_store.Verify().Breaks);
        _store.Sql(sql);
        Assert.Contains(found, _store.Verify().Breaks.Select(b => b.ToString()));
    }
}
