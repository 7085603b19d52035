namespace SpecimenLogistics.Simulators.Fleet;

/// <summary>
/// What the fleet goes by: the plan, whose future may be replaced while it is played, and what people do on their devices besides.
/// A sending is known by its place: in the plan, or from <see cref="First"/> on among the others.
/// </summary>
internal sealed class Script
{
    /// <summary>Places from here on are not the plan's.</summary>
    public const int First = 1 << 30;

    readonly Lock _gate = new();
    readonly List<(Emission Emission, int Seq, int Device)> _beside = [];
    volatile FleetPlan _plan;
    Messages _messages;

    public Script(FleetPlan plan) => (_plan, _messages) = (plan, new Messages(plan));

    public FleetPlan Plan => _plan;

    /// <summary>Takes another plan that is the same up to now; the caller makes sure of it.</summary>
    public void Replace(FleetPlan plan)
    {
        _messages = new Messages(plan);
        _plan = plan;
    }

    /// <summary>The place of something that is not in the plan.</summary>
    public int Add(Emission emission, int seq, int device)
    {
        lock (_gate)
        {
            _beside.Add((emission, seq, device));
            return First + _beside.Count - 1;
        }
    }

    /// <summary>The plan's sending at a place; a person's own words have none.</summary>
    public Sending? At(int place) => place >= First ? null : Plan.Sendings[place];

    public int ItemsAt(int place) => Messages.ItemsOf(Plan.Emissions[Plan.Sendings[place].Emission]);

    public SendingKind KindOf(int place) => place >= First ? SendingKind.Original : Plan.Sendings[place].Kind;

    /// <summary>When it was to be sent; what is not in the plan is sent when it is said.</summary>
    public long? DueMs(int place) => place >= First ? null : Plan.Sendings[place].DueMs;

    public (byte[] Topic, byte[] Payload) Write(int place, long nowMs, int boot)
    {
        if (place < First) return _messages.Write(Plan.Sendings[place], nowMs, boot);
        (Emission Emission, int Seq, int Device) said;
        lock (_gate) said = _beside[place - First];
        return _messages.Write(said.Emission, said.Seq, said.Device, nowMs, boot);
    }

    public (byte[] Topic, byte[] Payload) Hello(int device, long nowMs, int boot) => _messages.Hello(device, nowMs, boot);
}
