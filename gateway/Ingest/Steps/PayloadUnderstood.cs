using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Ingest;

/// <summary>The bytes are an envelope of the topic's items, with numbers that can be reckoned with.</summary>
sealed class PayloadUnderstood : IStep
{
    // A hundred years: an up time beyond is no up time, and added to a date it would leave the calendar.
    const long MaxUpMs = 100L * 366 * 24 * 3_600_000;

    public ValueTask<StepResult> Take(Passage passage, CancellationToken cancel)
    {
        if (!TryRead(passage, out var reason)) return new(passage.Unreadable(UnreadableReason.NotUnderstood, reason));
        if (passage.SentUpMs > MaxUpMs) return new(passage.Unreadable(UnreadableReason.OutOfRange, "sent_up_ms"));
        foreach (var item in passage.Items)
            if (item.UpMs > MaxUpMs) return new(passage.Unreadable(UnreadableReason.OutOfRange, "up_ms"));
        if (passage.Topic.Leaf == Leaf.Hello)
        {
            if (passage.Items.Count > 0) return new(passage.Unreadable(UnreadableReason.NotUnderstood, "a hello has no items"));
            passage.Device.Clocks.Hello(passage.Publish.Connection, passage.Boot, passage.Publish.ReceivedAt, passage.SentUpMs, passage.SentAt);
        }
        return new(passage.Items.Count == 0 ? StepResult.Done : StepResult.Next);
    }

    static bool TryRead(Passage passage, out string reason)
    {
        var bytes = passage.Publish.Payload.Span;
        return passage.Topic.Leaf switch
        {
            Leaf.Position or Leaf.Hello => Fill(passage, Wire.TryPositions(bytes, out var positions, out reason), positions),
            Leaf.Heard => Fill(passage, Wire.TryHeard(bytes, out var heard, out reason), heard),
            Leaf.Seals => Fill(passage, Wire.TrySeals(bytes, out var seals, out reason), seals),
            Leaf.Temperature => Fill(passage, Wire.TryTemperatures(bytes, out var temperatures, out reason), temperatures),
            _ => Fill(passage, Wire.TryScans(bytes, out var scans, out reason), scans),
        };
    }

    static bool Fill<TItem>(Passage passage, bool read, Envelope<TItem>? envelope) where TItem : class, IItem
    {
        if (!read || envelope is null) return false;
        (passage.Boot, passage.SentUpMs, passage.SentAt, passage.Items) = (envelope.Boot, envelope.SentUpMs, envelope.SentAt, envelope.Items);
        return true;
    }
}
