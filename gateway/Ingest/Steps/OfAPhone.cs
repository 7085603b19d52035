using System.Security.Cryptography;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Ingest;

/// <summary>
/// What a driver's phone publishes has its whole way here: a place counts while its driver has agreed and drives the trip; at any other time it is
/// acknowledged, counted and forgotten. Whatever cannot be understood is kept without its bytes: they may say where somebody lives.
/// </summary>
sealed class OfAPhone(IDirectory directory, IngestCounters counters) : IStep
{
    public ValueTask<StepResult> Take(Passage passage, CancellationToken cancel)
    {
        if (passage.Device.View.Class != Domain.DeviceClass.Phone) return new(StepResult.Next);
        var phone = passage.Device.View.Id.Value;
        if (!OwnTracks.TryTopic(passage.Publish.Topic, out var user)) return new(Aside(passage, UnreadableReason.UnknownTopic, "a phone publishes under owntracks/ alone"));
        if (user != phone) return new(Aside(passage, UnreadableReason.OtherDevice, $"{phone} spoke as another"));
        var place = OwnTracks.Read(passage.Publish.Payload, out var reason);
        if (reason is not null) return new(Aside(passage, UnreadableReason.NotUnderstood, reason));
        if (place is null) counters.Count(Tally.PhonePutAside);
        else if (OnDuty(passage, place) is not { } spare) counters.Count(Tally.PhoneOffDuty);
        else passage.Spare = spare;
        return new(StepResult.Done);
    }

    SparePosition? OnDuty(Passage passage, OwnTracksLocation place)
    {
        var (publish, signedOn) = (passage.Publish, passage.Device.View);
        // The view of the sign-on may be of before the consent, or of before it was taken back.
        var phone = directory.Device(signedOn.Id.Value) ?? signedOn;
        if (phone is not { Revoked: null, Tracking: { } agreed } || !Party.TryParse(phone.Place, out var party) || party.Kind != PartyKind.Vehicle || !VehicleId.TryParse(party.Id, out var vehicle)) return null;
        var told = Instant.FromMilliseconds(place.TstSeconds * 1000);
        var at = told < publish.ReceivedAt ? told : publish.ReceivedAt;
        // The phone's time has whole seconds only.
        if (at + TimeSpan.FromSeconds(1) < agreed.Since || directory.Trips(vehicle).FirstOrDefault(t => t.Trip == agreed.Trip) is not { } trip || !SpareTracker.Runs(trip, at)) return null;
        return new(
            Subject.Of(vehicle).Value, signedOn.Id.Value, place.TstSeconds, SHA256.HashData(publish.Payload.Span),
            new(at.Microseconds, place.LatDeg, place.LonDeg, place.SpeedKmh, place.HeadingDeg, place.AccuracyM, publish.ReceivedAt.Microseconds));
    }

    static StepResult Aside(Passage passage, UnreadableReason reason, string detail)
    {
        passage.Aside(new(reason, $"{detail}; {passage.Publish.Payload.Length} bytes, not kept", ReadOnlyMemory<byte>.Empty, null));
        return StepResult.Done;
    }
}
