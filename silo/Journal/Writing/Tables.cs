namespace SpecimenLogistics.Journal;

/// <summary>The writer's side of the store: every table with its statement and memory, read from the database when opened.</summary>
internal sealed class Tables : IDisposable
{
    readonly Staged[] _all;

    public Tables(WriteSession session)
    {
        Session = session;
        Facts = new FactTable(session);
        Heads = new HeadTable(session);
        Entities = new EntityTable(session);
        Outbox = new OutboxTable(session);
        Deadlines = new DeadlineTable(session);
        Tubes = new TubeTable(session, Outbox);
        Positions = new AppendTable<PositionEntry>(session, new PositionFormat());
        PositionTime = new PositionTimeIndex(session, Positions);
        Heard = new AppendTable<HeardEntry>(session, new HeardFormat());
        Temperatures = new AppendTable<TemperatureEntry>(session, new TemperatureFormat());
        Unreadable = new AppendTable<UnreadableEntry>(session, new UnreadableFormat());
        UnreadableBefore = new UnreadableMemory(session.Reader);
        Hearers = new HearerTable(session);
        Seen = new SeenMemory(session.Reader);
        Roots = new RootTable(session);
        _all = [Heads, Facts, Entities, Outbox, Deadlines, Tubes, Positions, PositionTime, Heard, Temperatures, Unreadable, UnreadableBefore, Hearers, Seen, Roots];
    }

    public WriteSession Session { get; }
    public FactTable Facts { get; }
    public HeadTable Heads { get; }
    public EntityTable Entities { get; }
    public OutboxTable Outbox { get; }
    public DeadlineTable Deadlines { get; }
    public TubeTable Tubes { get; }
    public AppendTable<PositionEntry> Positions { get; }
    public PositionTimeIndex PositionTime { get; }
    public AppendTable<HeardEntry> Heard { get; }
    public AppendTable<TemperatureEntry> Temperatures { get; }
    public AppendTable<UnreadableEntry> Unreadable { get; }
    public UnreadableMemory UnreadableBefore { get; }
    public HearerTable Hearers { get; }
    public SeenMemory Seen { get; }
    public RootTable Roots { get; }

    /// <summary>The programme's time of this transaction: every row of it is recorded then.</summary>
    public long RecordedAt { get; set; }

    public long Telemetry => Positions.Count + Heard.Count + Temperatures.Count;

    public void Mark()
    {
        foreach (var table in _all) table.Mark();
    }

    public void Flush()
    {
        foreach (var table in _all) table.Flush();
    }

    public void Undo()
    {
        foreach (var table in _all) table.Undo();
    }

    public void Dispose() => Session.Dispose();
}
