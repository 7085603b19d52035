namespace SpecimenLogistics.Journal;

/// <summary>The writer's side of the store: every table with its statement and memory, read from the database when opened.</summary>
internal sealed class Tables : IDisposable
{
    readonly Staged[] _all;

    /// <summary>Where several processes write.</summary>
    TurnTable? _turn;

    /// <param name="seenNotedEvery">See <see cref="JournalOptions.SeenNotedEvery"/>.</param>
    public Tables(WriteSession session, int seenNotedEvery)
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
        UnreadableBefore = new UnreadableMemory(session.Reader, Unreadable);
        Hearers = new HearerTable(session);
        Seen = new SeenMemory(session, seenNotedEvery, Positions, Heard, Temperatures);
        Roots = new RootTable(session);
        Spares = new SpareTable(session);
        // Seen and UnreadableBefore read on from where their tables stood, so they come before them.
        _all = [Seen, UnreadableBefore, Heads, Facts, Entities, Outbox, Deadlines, Tubes, Positions, PositionTime, Heard, Temperatures, Unreadable, Hearers, Roots, Spares];
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
    public SpareTable Spares { get; }

    /// <summary>The programme's time of this transaction: every row of it is recorded then.</summary>
    public long RecordedAt { get; set; }

    public long Telemetry => Positions.Count + Heard.Count + Temperatures.Count;

    /// <summary>Begins a transaction, with everything remembered as the store has it.</summary>
    public void Begin(IReadOnlyList<Work> batch)
    {
        if (Session.Begin() is not { } turn) return;
        _turn ??= new TurnTable(Session, Heads);
        if (_turn.Take(turn))
        {
            var standing = Standing.Read(Session.Reader);
            foreach (var table in _all) table.Refresh(Session.Reader, standing);
        }
        Heads.Fetch(batch.Select(w => w.Stream).OfType<string>());
        Hearers.Fetch(batch.Select(w => w.Hearer).OfType<string>());
    }

    public void Mark()
    {
        _turn?.Mark();
        foreach (var table in _all) table.Mark();
    }

    public void Flush()
    {
        // First, so that it travels with the others: what tubes are told comes after a question of its own.
        _turn?.Flush();
        foreach (var table in _all) table.Flush();
        Session.Send();
    }

    public void Undo()
    {
        foreach (var table in _all) table.Undo();
        _turn?.Undo();
    }

    public void Dispose() => Session.Dispose();
}
