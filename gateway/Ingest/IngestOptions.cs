using System.ComponentModel.DataAnnotations;
using System.Net;

namespace SpecimenLogistics.Ingest;

/// <summary>What the gateway allows and how long it waits. Times are real time unless said otherwise.</summary>
public sealed class IngestOptions
{
    /// <summary>Where devices connect to. Other than loopback only behind an <see cref="IDeviceWire"/>.</summary>
    [Required]
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>The port; 0 takes a free one, told by <see cref="IFront.Port"/> after the start.</summary>
    [Range(0, 65535)]
    public int Port { get; set; } = 1883;

    /// <summary>Connections open at once, signed on or not; one more is closed at once.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>From the connection's beginning to its sign-on.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan ConnectDeadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Largest MQTT packet, header included: a payload of 64 KiB with its topic and properties.</summary>
    [Range(1_024, 16 * 1024 * 1024)]
    public int MaxPacketBytes { get; set; } = Protocol.Envelope.MaxBytes + 1_024;

    /// <summary>Publishes of one device that wait for their commit; then its connection is no longer read.</summary>
    [Range(1, 65_535)]
    public int MaxPending { get; set; } = 256;

    /// <summary>Payload bytes of one device that wait for their commit, as the count above; also the most one batch holds.</summary>
    [Range(1_024, 64 * 1024 * 1024)]
    public int MaxPendingBytes { get; set; } = 256 * 1024;

    /// <summary>Publishes a second and device, at a programme rate of 1; above it reading is delayed, nothing is dropped.</summary>
    [Range(0.1, 1_000_000)]
    public double PublishesPerSecond { get; set; } = 50;

    /// <summary>How long one write to the store or a grain may take before its outcome is unknown.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:02:00")]
    public TimeSpan WriteDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Attempts of one write with the same ids; after the last, the connection is closed and the device sends again.</summary>
    [Range(1, 20)]
    public int WriteAttempts { get; set; } = 3;

    /// <summary>Wait before the second attempt; doubles for each one after.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How often the directory reads what changed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan DirectoryTail { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Least time between two forced reads of the directory.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan DirectoryRefresh { get; set; } = TimeSpan.FromMilliseconds(250);

    [Required]
    public ClockOptions Clocks { get; set; } = new();
}

/// <summary>When a device's wall clock is believed. Programme time, but for <see cref="Transit"/>.</summary>
public sealed class ClockOptions
{
    /// <summary>How far a device's clock may be off and still count as right.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Real time a publish may take on the way; times the programme rate, it is added to the tolerance.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Transit { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Least uncertainty of any time.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan LeastUncertainty { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Uncertainty of a boot whose clock was never measured, only guessed from a later boot's.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan GuessedUncertainty { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>A fact recorded longer than this after it happened counts as late (at least two real seconds).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LateAfter { get; set; } = TimeSpan.FromMinutes(5);
}
