using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Ingest;

/// <summary>From items to facts and telemetry. An item that cannot be one is set aside alone.</summary>
sealed class Translate(IDirectory directory, IngestCounters counters) : IStep
{
    public ValueTask<StepResult> Take(Passage passage, CancellationToken cancel)
    {
        var place = DevicePlace.Of(passage.Device.View.Place, directory);
        passage.Hearer = place.Hearer;
        foreach (var item in passage.Items)
        {
            if (passage.Clock!.Jumped(item.At, item.UpMs)) counters.Count(Tally.ClockJumps);
            if (item is ScanItem scan) Scan(passage, scan, place);
            else if (place.Hearer is null) SetAside(passage, item, UnreadableReason.WrongPlace, "the device's place has no telemetry");
            else Telemetry(passage, item);
        }
        return new(StepResult.Next);
    }

    static void Telemetry(Passage passage, IItem item)
    {
        var at = passage.Clock!.At(item.UpMs).Microseconds;
        var deviceAt = Instant.FromMilliseconds(item.At).Microseconds;
        switch (item)
        {
            case PositionItem p:
                passage.Positions.Add(new(p.Seq, at, deviceAt, p.LatDeg, p.LonDeg, p.SpeedKmh, p.HeadingDeg, p.AccuracyM));
                break;
            case HeardItem h:
                passage.Heard.Add(new(h.Seq, at, deviceAt, h.Beacon, h.RssiDbm, null));
                break;
            case SealItem s:
                passage.Heard.Add(new(s.Seq, at, deviceAt, s.Seal, 0, s.Open));
                break;
            case TemperatureItem t:
                passage.Temperatures.Add(new(t.Seq, at, deviceAt, t.Celsius));
                break;
        }
    }

    static void Scan(Passage passage, ScanItem scan, DevicePlace place)
    {
        switch (ScanTable.Translate(scan, place))
        {
            case Translated.AsUnreadable wrong:
                SetAside(passage, Redacted.Scan(scan), wrong.Reason, wrong.Detail);
                break;
            case Translated.AsFact fact:
                passage.Facts.Add((fact.About, Recorded(passage, scan, fact).ToEnvelope()));
                break;
        }
    }

    static Recorded Recorded(Passage passage, ScanItem scan, Translated.AsFact fact)
    {
        var (device, boot, clock) = (passage.Device.View.Id.Value, passage.Boot, passage.Clock!);
        return new(
            FactIds.OfDevice(device, boot, scan.Seq, 0), new Stamp(clock.At(scan.UpMs), device, boot, scan.Seq, 0), clock.Uncertainty,
            Instant.FromMilliseconds(scan.At), passage.Publish.ReceivedAt, fact.Actor, fact.SecondActor, null, fact.Fact);
    }

    static void SetAside(Passage passage, IItem item, UnreadableReason reason, string detail) =>
        passage.SetAside.Add(new(reason, detail, ItemBytes.Of(passage, item), item.Seq));
}
