using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui.Staff;

/// <param name="Trip">That is driven now or next, for which a driver may agree; null where there is none.</param>
/// <param name="Agreed">The trip for which this phone is the spare tracker; null for none.</param>
sealed record TrackerState(TripId? Trip, TripId? Agreed);

/// <summary>What the app needs, told once: only a digest of the password is kept.</summary>
/// <param name="Link">Opens the app with all of it.</param>
sealed record TrackerSettings(string Host, int? Port, string User, string Password, string Link);

/// <param name="Settings">null where it is no longer a spare tracker.</param>
sealed record TrackerAnswer(TrackerState State, TrackerSettings? Settings);

/// <summary>A driver's phone becomes the spare tracker of the trip that is driven, by its driver's word on its own page, and ends being it by the same.</summary>
sealed class TrackerDesk(IGrainFactory grains, IReadModel views, LiveState live, Registrar registrar, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme)
{
    const string Prefix = "OT-", Mine = "phone";

    public async Task<TrackerState> Of(DeviceView phone, CancellationToken cancel)
    {
        var row = await views.One(Subject.Word(SubjectKind.Device), TrackerOf(phone).Value, cancel);
        return new(Trip(phone)?.Trip, row is null ? null : ViewJson.Read<DeviceView>(row.View).Tracking?.Trip);
    }

    /// <param name="staff">Who drives.</param>
    public async Task<TrackerSettings> Agree(DeviceView phone, StaffId staff, string host, int? port, bool secured, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var trip = Trip(phone) ?? throw Refusal.Conflict($"{phone.Place} has no trip now: nobody is followed off duty.");
        var tracker = TrackerOf(phone);
        var (secret, salt) = (RandomNumberGenerator.GetHexString(32, lowercase: true), RandomNumberGenerator.GetHexString(32, lowercase: true));
        var registered = new DeviceRegistered(DeviceClass.Phone, salt, SecretDigest.Of(salt, secret), phone.Place);
        await registrar.Register([new Wanted(Subject.Of(tracker), registered, Instant.From(programme.GetUtcNow()), _ => true, _ => false)], cancel);
        await Record(tracker, new TrackingAgreed(trip.Trip), staff, cancel);
        return new(host, port, tracker.Value, secret, Link(host, port, secured, tracker.Value, secret));
    }

    public Task Withdraw(DeviceView phone, StaffId staff, CancellationToken cancel) => Record(TrackerOf(phone), new TrackingWithdrawn(), staff, cancel);

    PlannedTrip? Trip(DeviceView phone) =>
        Party.TryParse(phone.Place, out var place) && live.Views.One<VehicleView>(place.Id) is { } vehicle ? SpareTracker.Trip(vehicle.Trips, Instant.From(programme.GetUtcNow())) : null;

    /// <summary>The app signs on as a device of its own: what it knows is not the page's secret.</summary>
    static DeviceId TrackerOf(DeviceView phone) => Code.Parse<DeviceId>(Prefix + phone.Id.Value[(phone.Id.Value.IndexOf('-') + 1)..]);

    async Task Record(DeviceId tracker, Fact fact, StaffId staff, CancellationToken cancel)
    {
        var now = Instant.From(programme.GetUtcNow());
        var name = string.Create(CultureInfo.InvariantCulture, $"tracker\n{tracker}\n{FactCodec.KindOf(fact)}\n{now.Microseconds}");
        await grains.GetGrain(Subject.Of(tracker)).Record(new FactBatch([OwnFact.Of(name, now, fact, staff)])).WaitAsync(cancel);
    }

    /// <summary>The app's own way of being set up: <c>owntracks:///config?inline=BASE64</c>.</summary>
    static string Link(string host, int? port, bool secured, string user, string password)
    {
        var settings = new JsonObject
        {
            ["_type"] = "configuration", ["mode"] = 0, ["host"] = host, ["tls"] = secured, ["auth"] = true, ["username"] = user, ["password"] = password, ["clientId"] = user, ["deviceId"] = Mine,
            ["tid"] = user[^2..], ["pubTopicBase"] = "owntracks/%u/%d", ["pubQos"] = 1, ["pubRetain"] = false, ["cleanSession"] = false, ["cmd"] = false, ["monitoring"] = 1,
        };
        if (port is { } known) settings["port"] = known;
        return $"owntracks:///config?inline={Uri.EscapeDataString(Convert.ToBase64String(Encoding.UTF8.GetBytes(settings.ToJsonString())))}";
    }
}
