using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

/// <summary>Phones of drivers in the store.</summary>
public abstract class SpareTests(On on) : IDisposable
{
    const long Minute = 60_000_000;
    readonly TestStore _store = new(on);

    public void Dispose() => _store.Dispose();

    Task<bool> Told(long at, double lat = 22.5, byte digest = 1) =>
        _store.Get<ISpareTrack>().Keep(new SparePosition("vehicle/V001", "OT-1", at / 1_000_000, [.. Enumerable.Repeat(digest, 32)], new PositionRow(at, lat, 114, 30, 90, 12, at + 1)), Soon);

    async Task<VehicleLast> Last(string vehicle = "vehicle/V001") => Assert.Single(await _store.Track.Last(Soon), v => v.Hearer == vehicle);

    [Fact]
    public async Task The_same_place_again_is_kept_once_also_in_one_commit_and_after_a_restart()
    {
        Assert.Equal(1, (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Told(Noon)))).Count(kept => kept));
        _store.Reopen();
        Assert.False(await Told(Noon));
        Assert.True(await Told(Noon, digest: 2));
        Assert.True(_store.Verify().Ok);
    }

    [Fact]
    public async Task A_phone_stands_in_for_a_unit_that_is_silent_and_for_no_other()
    {
        await _store.Track.Append(Fixes("V001", 1, Noon, Fix(1, Noon)), Soon);
        await Told(Noon + 7 * Minute);
        Assert.False((await Last()).Spare);
        await Told(Noon + 9 * Minute, lat: 22.6);
        var spared = await Last();
        Assert.Equal((true, 22.6, Noon), (spared.Spare, spared.Fix!.LatDeg, spared.HeardAt));
        await _store.Track.Append(Fixes("V001", 1, Noon + 10 * Minute, Fix(2, Noon + 10 * Minute)), Soon);
        Assert.False((await Last()).Spare);
    }

    [Fact]
    public async Task A_vehicle_whose_unit_was_never_heard_is_where_the_phone_is_and_is_not_called_heard()
    {
        await Told(Noon);
        Assert.Equal((true, 0), ((await Last()).Spare, (await Last()).HeardAt));
        Assert.Equal(0, (await _store.Read.Counts(Soon)).Telemetry);
    }
}
