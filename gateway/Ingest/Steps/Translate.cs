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
        foreach (var item in passage.Items)
            if (passage.Clock!.Jumped(item.At, item.UpMs)) counters.Count(Tally.ClockJumps);
        if (passage.Topic.Leaf == Leaf.Scan) Scans(passage, place);
        else if (place.Hearer is { } hearer) Telemetry(passage, hearer);
        else foreach (var item in passage.Items) SetAside(passage, item, UnreadableReason.WrongPlace, "the device's place has no telemetry");
        return new(StepResult.Next);
    }

    static void Telemetry(Passage passage, Subject hearer)
    {
        var rows = new object[passage.Items.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var item = passage.Items[i];
            var (at, deviceAt) = (passage.Clock!.At(item.UpMs).Microseconds, Instant.FromMilliseconds(item.At).Microseconds);
            rows[i] = item switch
            {
                PositionItem p => new NewPosition(p.Seq, at, deviceAt, p.LatDeg, p.LonDeg, p.SpeedKmh, p.HeadingDeg, p.AccuracyM),
                HeardItem h => new NewHeard(h.Seq, at, deviceAt, h.Beacon, h.RssiDbm, null),
                SealItem s => new NewHeard(s.Seq, at, deviceAt, s.Seal, 0, s.Open),
                TemperatureItem t => new NewTemperature(t.Seq, at, deviceAt, t.Celsius),
                _ => throw new InvalidOperationException($"{item.GetType().Name} is no telemetry"),
            };
        }
        (passage.Hearer, passage.Telemetry) = (hearer, rows);
    }

    static void Scans(Passage passage, DevicePlace place)
    {
        List<(Subject, FactEnvelope)> facts = [];
        foreach (var item in passage.Items)
        {
            var scan = (ScanItem)item;
            switch (ScanTable.Translate(scan, place))
            {
                case Translated.AsUnreadable wrong: SetAside(passage, Redacted.Scan(scan), wrong.Reason, wrong.Detail); break;
                case Translated.AsFact fact: facts.Add((fact.About, Recorded(passage, scan, fact).ToEnvelope())); break;
            }
        }
        passage.Facts = facts;
    }

    static Recorded Recorded(Passage passage, ScanItem scan, Translated.AsFact fact)
    {
        var (device, boot, clock) = (passage.Device.View.Id.Value, passage.Boot, passage.Clock!);
        return new(
            FactIds.OfDevice(device, boot, scan.Seq, 0), new Stamp(clock.At(scan.UpMs), device, boot, scan.Seq, 0), clock.Uncertainty,
            Instant.FromMilliseconds(scan.At), passage.Publish.ReceivedAt, fact.Actor, fact.SecondActor, null, fact.Fact);
    }

    static void SetAside(Passage passage, IItem item, UnreadableReason reason, string detail) =>
        passage.Aside(new(reason, detail, ItemBytes.Of(passage, item), item.Seq));
}
