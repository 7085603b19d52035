using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui;
using SpecimenLogistics.Ui.Past;

namespace SpecimenLogistics.Browser;

/// <summary>The record at a moment: as it was known, and as it is known now.</summary>
public sealed class PastTests
{
    static readonly DateTimeOffset Noon = new(2020, 9, 6, 4, 0, 0, TimeSpan.Zero);
    static readonly Party Centre = Code.Parse<Party>("centre:CW01"), Vehicle = Code.Parse<Party>("vehicle:V001");
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static Instant At(double minutes) => Instant.From(Noon) + TimeSpan.FromMinutes(minutes);

    /// <summary>Sealed at minute 10, taken at minute 20, of which the server heard at minute 50.</summary>
    static void Fill(FakeStore store, FakeTrack track)
    {
        Say(store, 0, new Instant(0), 0, new BoxRegistered(Code.Parse<SealNumber>("ES-1"), Code.Parse<BeaconId>("B-1"), Centre), "api");
        for (var i = 0; i < 70; i++) Say(store, 10 + i, At(1 + i * 0.1), 1 + i * 0.1, new TubePacked(Code.Parse<TubeSerial>($"T{i:000}"), Centre));
        Say(store, 100, At(10), 10, new BoxSealed(Code.Parse<SealNumber>("ES-1"), null, 70, Centre));
        Say(store, 101, At(20), 50, new HandedOver(HandoverSide.Take, Centre, Vehicle, null));
        store.Put("box", "BX-1", Views.Of(Fold(store)), 0);
        store.Put("vehicle", "V001", ViewJson.Write(new VehicleView(Code.Parse<VehicleId>("V001"), null, new AccountView(0, 0, 0, 0), [], [], null, [])), 0);
        Recorded seen = new(FactIds.Named("V001"), new Stamp(new Instant(0), "api", 0, 0, 0), TimeSpan.Zero, null, At(0), null, null, null, new VehicleRegistered(Code.Parse<BeaconId>("BV-1")));
        store.Add("vehicle/V001", [seen.ToEnvelope()], At(0).Microseconds);
        track.Rows["vehicle/V001"] = [.. Enumerable.Range(0, 60).Select(i => new PositionRow(At(i).Microseconds, 22.3 + i * 0.001, 114.1, 30, 0, 5, At(i).Microseconds))];
    }

    static void Say(FakeStore store, long seq, Instant at, double recorded, Fact fact, string device = "S-1") => store.Add("box/BX-1", [new Recorded(
        FactIds.Named($"{seq}"), new Stamp(at, device, device == "api" ? 0u : 1u, seq, 0), TimeSpan.Zero, null, At(recorded), null, null, null, fact).ToEnvelope()], At(recorded).Microseconds);

    static BoxState Fold(FakeStore store) => ((IJournal)store).Read("box/BX-1", 0, Cancel).Result.Aggregate(BoxState.Start("BX-1"), (s, r) => s.Apply(r.Fact.ToRecorded()));

    static async Task<(UiHost Host, PastRoom Past)> Evening()
    {
        var host = await UiHost.Start(Noon.AddHours(2), Fill);
        await host.Services.GetRequiredService<LiveState>().Loaded;
        return (host, host.Services.GetRequiredService<PastRoom>());
    }

    static BoxView Box(PastPicture picture) => picture.Views.One<BoxView>("BX-1")!;

    [Fact]
    public async Task Shows_what_was_known_then_and_on_request_what_is_known_now()
    {
        var (host, past) = await Evening();
        await using var _ = host;
        var then = Box(await past.At(At(30), false, Cancel));
        var now = Box(await past.At(At(30), true, Cancel));
        Assert.Equal((BoxPlace.CentreSealed, Centre), (then.Place, then.Holder));
        Assert.Equal((BoxPlace.WithCarrier, Vehicle), (now.Place, now.Holder));
        Assert.Equal(BoxPlace.WithCarrier, Box(await past.At(At(50), false, Cancel)).Place);
        Assert.Equal((At(1), true), ((await past.Span(Cancel))!.From, (await past.Span(Cancel))!.Busy.Sum() == 72));
    }

    [Fact]
    public async Task Jumping_about_shows_the_same_as_going_through_in_order()
    {
        var (host, past) = await Evening();
        await using var _ = host;
        var packed = new Dictionary<int, int>();
        foreach (var minute in Enumerable.Range(0, 13)) packed[minute] = Box(await past.At(At(minute), false, Cancel)).Packed;
        Assert.Equal((0, 1, 70), (packed[0], packed[1], packed[12]));
        foreach (var minute in new[] { 12, 3, 7, 0, 11, 5, 5, 1, 12, 2, 9, 4 }) Assert.Equal(packed[minute], Box(await past.At(At(minute), false, Cancel)).Packed);
    }

    [Fact]
    public async Task The_end_of_the_record_is_what_is_live()
    {
        var (host, past) = await Evening();
        await using var _ = host;
        var end = await past.At(At(119), false, Cancel);
        Assert.Equal(ViewJson.Write(host.Services.GetRequiredService<LiveState>().Views.One<BoxView>("BX-1")), ViewJson.Write(Box(end)));
    }

    [Fact]
    public async Task A_vehicle_is_where_it_was()
    {
        var (host, past) = await Evening();
        await using var _ = host;
        foreach (var minute in new[] { 31, 5, 29, 30 })
        {
            var mark = Assert.Single((await past.At(At(minute + 0.5), false, Cancel)).Vehicles);
            Assert.Equal((VehicleMark.ToGrid(22.3 + minute * 0.001), true), (mark.Lat, mark.Moving));
        }
    }
}
