using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ingest;

/// <summary>What the gateway remembers of one device. Touched by its lane only, but for the view.</summary>
public sealed class DeviceState(DeviceView view, SeenSeqs seen)
{
    /// <summary>As of the latest sign-on.</summary>
    public DeviceView View { get; set; } = view;
    public SeenSeqs Seen { get; } = seen;
    public DeviceClocks Clocks { get; } = new(view.Clocks);

    /// <summary>Items of the batch that is being prepared: a copy of one of them waits for the first's commit.</summary>
    public HashSet<(uint Boot, long Seq)> InBatch { get; } = [];
}
