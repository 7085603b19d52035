using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Ingest;

/// <summary>One publish on its way through the steps, and what it came to.</summary>
public sealed class Passage(InboundPublish publish, DeviceState device)
{
    public InboundPublish Publish { get; } = publish;
    public DeviceState Device { get; } = device;

    public Topic Topic { get; set; }
    public uint Boot { get; set; }
    public long SentUpMs { get; set; }
    public long SentAt { get; set; }

    /// <summary>What is left to do; a step may take items away.</summary>
    public IReadOnlyList<IItem> Items { get; set; } = [];
    public BootClock? Clock { get; set; }

    /// <summary>Whose telemetry it is; null when there is none.</summary>
    public Subject? Hearer { get; set; }

    /// <summary><see cref="NewPosition"/>, <see cref="NewHeard"/> or <see cref="NewTemperature"/>.</summary>
    public IReadOnlyList<object> Telemetry { get; set; } = [];
    public IReadOnlyList<(Subject About, FactEnvelope Fact)> Facts { get; set; } = [];
    /// <summary>A phone's word of where its vehicle is; null when there is none.</summary>
    public SparePosition? Spare { get; set; }
    public IReadOnlyList<SetAside> SetAside { get; private set; } = [];

    public void Aside(SetAside each) => SetAside = [.. SetAside, each];

    /// <summary>The whole publish cannot be understood.</summary>
    public StepResult Unreadable(UnreadableReason reason, string detail)
    {
        Aside(new(reason, detail, Publish.Payload, null));
        return StepResult.Done;
    }
}

/// <summary>What goes to the unreadable: a whole publish, or one item of it by its seq.</summary>
public sealed record SetAside(UnreadableReason Reason, string Detail, ReadOnlyMemory<byte> Payload, long? Seq);

/// <summary>Whether the next step is taken, or the publish is ready to be recorded and acknowledged as it is.</summary>
public enum StepResult { Next, Done }

/// <summary>One step of a publish's way, with one reason to end it.</summary>
public interface IStep
{
    ValueTask<StepResult> Take(Passage passage, CancellationToken cancel);
}
