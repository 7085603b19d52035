using SpecimenLogistics.Ingest;
using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Simulation;

/// <summary>
/// A device with an outbox: what happened is kept until it is acknowledged, and sent again over another connection where no word comes. Its clock is right.
/// </summary>
sealed class Device(string name, World world, Network network, Func<IReadOnlyList<Gateway>> gateways, Dice dice, Action<Device, IReadOnlyList<Said>> acknowledged) : Machine(name)
{
    const int Window = 3, MostItems = 4;
    const uint Boot = 7;
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15), s_pause = TimeSpan.FromMilliseconds(300);
    static readonly long s_morning = WorldTime.Morning.ToUnixTimeMilliseconds();

    readonly List<Said> outbox = [];
    readonly Dictionary<ushort, Said[]> sent = [];
    Connection? connection;
    ushort packets;
    long heardAt;

    public bool HasSentAll => outbox.Count == 0;

    public void Happens(Said said)
    {
        outbox.Add(said);
        Go();
    }

    /// <summary>Connects where it is not, sends what is not under way, and leaves a broker that has been silent.</summary>
    public void Go()
    {
        if (outbox.Count == 0) return;
        if (connection is null) Connect();
        else if (sent.Count > 0 && world.Now - heardAt > s_patience.TotalMicroseconds) Leave(connection);
        else Send(connection);
    }

    void Connect()
    {
        var gateway = dice.Of(gateways());
        var mine = connection = new Connection(this, gateway, network);
        heardAt = world.Now;
        network.Send(this, gateway, "connect", () =>
        {
            mine.Lane = gateway.SignOn(Name);
            if (mine.Lane is null) mine.Close(Refusal.NotStored);
            else network.Send(gateway, this, "connected", () => { if (connection == mine) { mine.IsOpen = true; Go(); } });
        });
        // Nobody waits for ever for a broker to say that one is in.
        world.After(s_patience, () => { if (connection == mine && !mine.IsOpen) Leave(mine); });
    }

    void Send(Connection to)
    {
        if (!to.IsOpen) return;
        while (sent.Count < Window)
        {
            var under = sent.Values.SelectMany(some => some).ToHashSet();
            if (outbox.FirstOrDefault(s => !under.Contains(s)) is not { } first) break;
            var items = outbox.Where(s => !under.Contains(s) && s.Leaf == first.Leaf).Take(dice.Between(1, MostItems)).ToArray();
            var packet = ++packets;
            sent[packet] = items;
            var payload = Payload(items);
            var topic = new Topic(Name.StartsWith('V') ? DeviceClass.Vehicles : DeviceClass.Scanners, Name, first.Leaf).ToString();
            network.Send(this, to.Gateway, $"packet {packet}", () => { if (!to.IsClosed) to.Lane!.Post([to.Gateway.Inbound(to, topic, payload, packet)]); });
        }
        world.After(s_patience + s_pause, Go);
    }

    byte[] Payload(Said[] items)
    {
        var up = world.Now / 1_000;
        return items[0].Leaf == Leaf.Scan
            ? Wire.Write(new Envelope<ScanItem>(Boot, up, s_morning + up, [.. items.Select(i => i.Scan! with { Seq = i.Seq, UpMs = i.AtMs, At = s_morning + i.AtMs })]))
            : Wire.Write(new Envelope<HeardItem>(Boot, up, s_morning + up, [.. items.Select(i => new HeardItem(i.Seq, i.AtMs, s_morning + i.AtMs, i.Beacon!, -60))]));
    }

    void Leave(Connection from)
    {
        if (connection != from) return;
        from.IsClosed = true;
        connection = null;
        sent.Clear();
        world.After(s_pause + TimeSpan.FromMilliseconds(dice.Between(0, 500)), Go);
    }

    void Acknowledged(Connection by, ushort packet)
    {
        if (connection != by || !sent.Remove(packet, out var items)) return;
        heardAt = world.Now;
        acknowledged(this, items);
        foreach (var item in items) outbox.Remove(item);
        Go();
    }

    sealed class Connection(Device device, Gateway gateway, Network network) : IDeviceConnection
    {
        public Gateway Gateway => gateway;
        public DeviceLane? Lane { get; set; }

        /// <summary>Of which the device knows.</summary>
        public bool IsOpen { get; set; }
        public bool IsClosed { get; set; }

        public ValueTask Acknowledge(ReadOnlyMemory<ushort> acknowledged)
        {
            foreach (var packet in acknowledged.ToArray())
                if (!IsClosed) network.Send(gateway, device, $"acknowledge {packet}", () => device.Acknowledged(this, packet));
            return default;
        }

        public void Close(Refusal why)
        {
            IsClosed = true;
            network.Send(gateway, device, "close", () => device.Leave(this));
        }
    }
}
