using System.Collections.Immutable;

namespace SpecimenLogistics.Domain;

/// <summary>A dock: which vehicles its terminal heard, and which boxes were scanned off them on that same terminal.</summary>
public sealed record DockState(DockId Id) : IFold<DockState>
{
    public Recorded? Registered { get; init; }
    public TelemetryJudged? Telemetry { get; init; }
    public ImmutableDictionary<BoxId, Known> Boxes { get; init; } = ImmutableDictionary<BoxId, Known>.Empty;

    public sealed record Known(long Version, ImmutableArray<Set> Down);

    /// <summary>A box set down here in one of its cycles.</summary>
    public readonly record struct Set(BoxId Box, Instant At, Party? Carrier);

    public DockRegistered? Registration => Registered?.Fact as DockRegistered;

    public static DockState Start(string id) => new(Code.Parse<DockId>(id));

    public DockState Apply(Recorded recorded) => recorded.Fact switch
    {
        DockRegistered => this with { Registered = Pick.Latest(Registered, recorded) },
        TelemetryJudged judged when judged.Through > (Telemetry?.Through ?? -1) => this with { Telemetry = judged.After(Telemetry) },
        Learned { Summary: BoxSummary box } learned => Learn(box, learned.Version),
        _ => this,
    };

    DockState Learn(BoxSummary box, long version)
    {
        if (Boxes.TryGetValue(box.Box, out var known) && known.Version >= version) return this;
        var down = box.Cycles.Where(c => c.Dock == Id && c.UnloadedAt is not null).Select(c => new Set(box.Box, c.UnloadedAt!.Value, c.Carrier));
        return this with { Boxes = Boxes.SetItem(box.Box, new Known(version, [.. down])) };
    }

    public IReadOnlyList<Unload> Unloads() => Unloading.Of(Telemetry?.Evidence.Stays ?? [], Boxes.Values.SelectMany(b => b.Down));

    public IReadOnlyDictionary<Subject, Summary> Summaries() => Nothing.ToSay;
    public IReadOnlyList<Deadline> Deadlines() => Nothing.ToWaitFor;
}
