namespace SpecimenLogistics.Ingest;

/// <summary>What the guard knows of one connection's life. Stamps are real time, in the real clock's ticks; 0 is none.</summary>
sealed class ConnectionWatch(long opened)
{
    long waitingSince;
    TimeSpan? keepAlive;

    /// <summary>Whose certificate it is; null where the wire is not secured.</summary>
    public CertifiedDevice? Certified { get; set; }

    public bool SignedOn { get; set; }

    /// <summary>MQTT allows one and a half times the keep-alive; a keep-alive of 0 is none.</summary>
    public void KeepAlive(ushort seconds) => keepAlive = seconds == 0 ? null : TimeSpan.FromSeconds(1.5 * seconds);

    /// <summary>The gateway waits for the device; otherwise the device waits for the gateway, and is never overdue.</summary>
    public void Waits(long since) => Volatile.Write(ref waitingSince, since);

    public Refusal? Overdue(TimeProvider time, long now, TimeSpan connectDeadline)
    {
        if (Certified is { } device && !device.Holds()) return Refusal.Revoked;
        if (!SignedOn) return time.GetElapsedTime(opened, now) > connectDeadline ? Refusal.ConnectTooSlow : null;
        var since = Volatile.Read(ref waitingSince);
        return since != 0 && keepAlive is { } limit && time.GetElapsedTime(since, now) > limit ? Refusal.KeepAliveMissed : null;
    }
}
