using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

internal sealed class TelemetryWork(TelemetryBatch batch) : Work<TrackOutcome>(goesOn: true)
{
    public override string Hearer => batch.Hearer;
    public override int Rows => batch.Positions.Count + batch.Heard.Count + batch.Temperatures.Count;

    public override void Stage(Tables tables)
    {
        var before = tables.Hearers.Of(batch.Hearer);
        var seen = tables.Seen.Of(batch.Device, batch.Boot);
        var hearer = Temperatures(tables, seen, Positions(tables, seen, before));
        var stored = new List<HeardRow>(batch.Heard.Count);
        foreach (var heard in batch.Heard)
        {
            if (!tables.Seen.Add(seen, heard.Seq)) continue;
            hearer = hearer.Alive(heard.OccurredAt, batch.ReceivedAt) with { HeardN = hearer.HeardN + 1 };
            tables.Heard.Add(new HeardEntry(batch.Hearer, hearer.HeardN, batch.Device, batch.Boot, batch.ReceivedAt, heard));
            stored.Add(new HeardRow(hearer.HeardN, heard.OccurredAt, heard.Code, heard.RssiDbm, heard.Open));
        }
        if (hearer != before) tables.Hearers.Set(hearer);
        var rows = _others + stored.Count;
        Answer = new TrackOutcome(rows, Rows - rows, hearer.HeardN, stored);
    }

    int _others;

    Hearer Positions(Tables tables, SeenBoot seen, Hearer hearer)
    {
        _others = 0;
        foreach (var fix in batch.Positions)
        {
            if (!tables.Seen.Add(seen, fix.Seq)) continue;
            tables.Positions.Add(new PositionEntry(batch.Hearer, batch.Device, batch.Boot, batch.ReceivedAt, fix));
            hearer = hearer.Alive(fix.OccurredAt, batch.ReceivedAt).At(fix, batch.ReceivedAt);
            _others++;
        }
        return hearer;
    }

    Hearer Temperatures(Tables tables, SeenBoot seen, Hearer hearer)
    {
        foreach (var reading in batch.Temperatures)
        {
            if (!tables.Seen.Add(seen, reading.Seq)) continue;
            tables.Temperatures.Add(new TemperatureEntry(batch.Hearer, batch.Device, batch.Boot, batch.ReceivedAt, reading));
            hearer = hearer.Alive(reading.OccurredAt, batch.ReceivedAt);
            _others++;
        }
        return hearer;
    }
}
