using System.Text;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ingest;

namespace SpecimenLogistics.Unit.Ingest;

/// <summary>What the app of a driver's phone says, as it says it; made-up places.</summary>
public sealed class OwnTracksTests
{
    const string Topic = "owntracks/OT-7KQ/phone";

    /// <summary>A trip of V001 around noon, and the phone's time a moment before it.</summary>
    static readonly Instant Noon = Instant.From(Gateway.Noon);
    static readonly long Tst = Gateway.Noon.ToUnixTimeSeconds() - 5;

    static string Android => $$"""{"_type":"location","BSSID":"aa:bb:cc:dd:ee:ff","SSID":"home","acc":13,"alt":12,"batt":64,"bs":1,"cog":271,"conn":"m","created_at":{{Tst + 3}},"inregions":["depot"],"lat":22.3512345,"lon":114.1298765,"m":1,"t":"p","tid":"KQ","tst":{{Tst}},"vac":3,"vel":42,"_id":"1f0a"}""";

    [Fact]
    public async Task A_place_on_duty_is_kept_with_the_phones_time_and_nothing_else_of_what_it_says()
    {
        using var phone = new Phone();
        await phone.Says(Topic, Android);
        var kept = Assert.Single(phone.Spares.Kept);
        Assert.Equal(("vehicle/V001", "OT-7KQ", Tst), (kept.Hearer, kept.Device, kept.TstSeconds));
        Assert.Equal(new PositionRow((Noon - TimeSpan.FromSeconds(5)).Microseconds, 22.3512345, 114.1298765, 42, 271, 13, Noon.Microseconds), kept.Fix);
        Assert.Equal(1, phone.Count("phone_positions"));
    }

    [Fact]
    public async Task The_same_again_is_kept_once_and_another_of_the_same_second_is_another()
    {
        using var phone = new Phone();
        await phone.Says(Topic, Android);
        await phone.Says(Topic, Android);
        await phone.Says(Topic, Android.Replace("22.3512345", "22.3512346", StringComparison.Ordinal));
        Assert.Equal((2, 1), (phone.Spares.Kept.Count, phone.Counts.DuplicatesIgnored));
    }

    [Theory]
    [InlineData("/event", """{"_type":"transition","acc":15,"desc":"depot","event":"enter","lat":22.3,"lon":114.1,"t":"c","tid":"KQ","tst":1599364790,"wtst":1599300000}""")]
    [InlineData("", """{"_type":"lwt","tst":1599364790}""")]
    [InlineData("/waypoint", """{"_type":"waypoint","desc":"depot","lat":22.3,"lon":114.1,"rad":50,"tst":1599364790}""")]
    [InlineData("/waypoints", """{"_type":"waypoints","_creator":"app","waypoints":[{"_type":"waypoint","desc":"depot","lat":22.3,"lon":114.1,"rad":50,"tst":1599364790}]}""")]
    [InlineData("/status", """{"_type":"status","android":{"hib":0,"bo":0,"wifi":1,"ps":0,"loc":0}}""")]
    [InlineData("/step", """{"_type":"steps","tst":1599364790,"steps":120,"from":1599360000,"to":1599364790,"distance":80}""")]
    [InlineData("/info", """{"_type":"card","name":"Somebody","face":"iVBORw0KGgo="}""")]
    [InlineData("", """{"_type":"encrypted","data":"3q2+7w=="}""")]
    [InlineData("", "")]
    public async Task What_the_app_sends_beside_is_acknowledged_counted_and_forgotten(string below, string payload)
    {
        using var phone = new Phone();
        await phone.Says(Topic + below, payload);
        Assert.Equal((0, 0, 1L), (phone.Spares.Kept.Count, phone.Store.Unreadable.Count, phone.Count("phone_put_aside")));
    }

    [Theory]
    [InlineData("owntracks/OT-7KQ/phone", """{"_type":"location","lat":122.3,"lon":114.1,"tst":1599364790}""", "not_understood: lat or lon out of range")]
    [InlineData("owntracks/OT-7KQ/phone", """{"_type":"location","lat":"22.3","lon":114.1,"tst":1599364790}""", "not_understood: lat or lon out of range")]
    [InlineData("owntracks/OT-7KQ/phone", """{"_type":"location","lat":22.3,"lon":114.1,"tst":1e300}""", "not_understood: tst out of range")]
    [InlineData("owntracks/OT-7KQ/phone", """{"_type":"location","lat":22.3,"lat":22.4,"lon":114.1,"tst":1599364790}""", "not_understood: not JSON")]
    [InlineData("owntracks/OT-7KQ/phone", """{"_type":"\ud800","lat":22.3}""", "not_understood: not text")]
    [InlineData("owntracks/OT-7KQ/phone", "22.3,114.1", "not_understood: not JSON")]
    [InlineData("owntracks/OT-7KQ/phone", "[22.3,114.1]", "not_understood: not an object")]
    [InlineData("owntracks/OT-8XX/phone", """{"_type":"location","lat":22.3,"lon":114.1,"tst":1599364790}""", "other_device: OT-7KQ spoke as another")]
    [InlineData("v1/vehicles/OT-7KQ/position", """{"_type":"location","lat":22.3,"lon":114.1,"tst":1599364790}""", "unknown_topic: a phone publishes under owntracks/ alone")]
    public async Task What_cannot_be_understood_is_set_aside_with_its_reason_and_without_its_bytes(string topic, string payload, string reason)
    {
        using var phone = new Phone();
        await phone.Says(topic, payload);
        var aside = Assert.Single(phone.Store.Unreadable);
        Assert.Equal($"{reason}; {payload.Length} bytes, not kept", aside.Reason);
        Assert.Empty(aside.Payload);
        Assert.Empty(phone.Spares.Kept);
    }

    [Fact]
    public async Task Off_duty_nothing_is_kept_and_it_is_acknowledged_all_the_same()
    {
        foreach (var off in (Phone[])[
            new(agreed: null), new(agreed: "T-OTHER"), new(trips: []), new(begins: Noon + TimeSpan.FromHours(2)), new(begins: Noon - TimeSpan.FromHours(9)), new(since: Noon + TimeSpan.FromMinutes(1))])
        {
            await off.Says(Topic, Android);
            Assert.Equal((0, 0, 1L, 1L), (off.Spares.Kept.Count, off.Store.Unreadable.Count, off.Count("phone_off_duty"), off.Counts.MessagesAcknowledged));
            off.Dispose();
        }
    }

    [Fact]
    public async Task A_clock_that_runs_ahead_moves_nothing_into_the_future()
    {
        using var phone = new Phone();
        await phone.Says(Topic, Android.Replace($"\"tst\":{Tst}", "\"tst\":1764367200", StringComparison.Ordinal));
        var kept = Assert.Single(phone.Spares.Kept);
        Assert.Equal((1764367200L, Noon.Microseconds), (kept.TstSeconds, kept.Fix.OccurredAt));
    }

    /// <summary>A phone of V001's driver at noon.</summary>
    sealed class Phone : IDisposable
    {
        readonly Lane lane;

        public Phone(string? agreed = "T1", PlannedTrip[]? trips = null, Instant? begins = null, Instant? since = null)
        {
            var vehicle = Code.Parse<VehicleId>("V001");
            var first = begins ?? Noon - TimeSpan.FromHours(1);
            PlannedStop[] stops = [new(Code.Parse<SiteId>("CW01"), first, StopPurpose.Collect, 1), new(Code.Parse<SiteId>("LAB1"), first + TimeSpan.FromHours(2), StopPurpose.Unload, null)];
            var directory = new OneLaboratory { Planned = trips ?? [new PlannedTrip(Code.Parse<TripId>("T1"), vehicle, TripKind.Specimen, stops)] };
            lane = new Lane("OT-7KQ", DeviceClass.Phone, "vehicle:V001", directory: directory, tracking: agreed is null ? null : new TrackingView(Code.Parse<TripId>(agreed), since ?? Noon - TimeSpan.FromHours(1)));
        }

        public FakeSpares Spares => lane.Spares;
        public FakeStore Store => lane.Store;
        public IngestCounts Counts => lane.Counts;
        public long Count(string word) => lane.Counts.Other[word];
        public Task Says(string topic, string payload) => lane.Publish(topic, Encoding.UTF8.GetBytes(payload));
        public void Dispose() => lane.Dispose();
    }
}
