namespace SpecimenLogistics.Ingest;

/// <summary>What devices connect to. There is one now, MQTTnet on Kestrel; another only needs this much.</summary>
public interface IFront
{
    /// <summary>The bound port; 0 before the start.</summary>
    int Port { get; }

    /// <summary>Called with a vehicle's id when a device subscribed to its instructions; must not block.</summary>
    Action<string>? Subscribed { get; set; }

    /// <summary>Called with a vehicle's id and what one of its devices has acknowledged of what it was told; must not block.</summary>
    Action<string, ReadOnlyMemory<byte>>? Delivered { get; set; }

    /// <summary>Hands a payload to the devices that listen to a vehicle's instructions; nobody listening is no error, since whoever subscribes is told then.</summary>
    Task Tell(string vehicle, byte[] payload, CancellationToken cancel);

    Task Start(CancellationToken cancel);
    Task Stop(CancellationToken cancel);
}

/// <summary>A signed-on connection, as the lane that serves it sees it.</summary>
public interface IDeviceConnection
{
    /// <summary>
    /// Says "on disk" for these packets, in this order. Completes when the network has taken it; a connection that is gone
    /// meanwhile is no error, since the device sends again.
    /// </summary>
    ValueTask Acknowledge(ReadOnlyMemory<ushort> packets);

    /// <summary>Told before the acknowledgement of a packet of which not everything was understood. MQTT has no way to say so.</summary>
    void SetAside(ushort packet, IReadOnlyList<SetAside> what) { }

    /// <summary>Nothing more is read or acknowledged; the device sends again what was not. May be called twice.</summary>
    void Close(Refusal why);
    bool IsClosed { get; }
}
