using System.Net.Sockets;
using System.Security.Authentication;
using SpecimenLogistics.Simulators.Fleet.Mqtt;

namespace SpecimenLogistics.Simulators.Fleet;

/// <summary>Keeps one device connected while it has network: tries again after a pause that doubles up to two seconds, with jitter, at the next broker where there are several.</summary>
internal sealed class Mooring(Device device, string secret, Brokers brokers, FleetCounters counters, TimeProvider real, DeviceCertificate? certificate = null)
{
    const ushort KeepAliveSeconds = 60;
    static readonly TimeSpan SignOnDeadline = TimeSpan.FromSeconds(15), SignOnDeadlineOfSeveral = TimeSpan.FromSeconds(5), FirstPause = TimeSpan.FromMilliseconds(40), LongestPause = TimeSpan.FromSeconds(2);

    Task _connection = Task.CompletedTask;
    bool _hasNetwork = true;
    readonly Patience _patience = new(real);
    long _notBefore;
    int _failures, _broker = brokers.Any();

    public Device Device => device;
    public bool HasNetwork => _hasNetwork;

    public void NetworkGone()
    {
        _hasNetwork = false;
        device.Leave();
    }

    public void NetworkBack() => _hasNetwork = true;

    /// <summary>Starts a connection when there should be one and is none. Call often; it costs nothing.</summary>
    public void Tend()
    {
        // A broker that stands still keeps its connections: who waits for an answer goes where others answer.
        if (brokers.AreSeveral && _patience.IsAtItsEnd(device.IsReady, device.Waits)) device.Leave();
        if (!_hasNetwork || !_connection.IsCompleted || real.GetTimestamp() < _notBefore) return;
        if (_connection.IsFaulted) _connection.GetAwaiter().GetResult();
        _connection = ConnectAsync();
    }

    /// <summary>Ends the connection for good.</summary>
    public Task CloseAsync()
    {
        NetworkGone();
        return _connection;
    }

    async Task ConnectAsync()
    {
        try
        {
            var link = await SignOnAsync();
            _failures = 0;
            if (!_hasNetwork) { link.Dispose(); return; }
            await device.LiveAsync(link);
        }
        catch (Exception why) when (why is SocketException or ObjectDisposedException or OperationCanceledException or IOException or AuthenticationException or MqttBroken or MqttRefused)
        {
            if (!_hasNetwork) return;
            counters.Lost(why);
            _broker = brokers.After(_broker);
            var pause = Math.Min(LongestPause.TotalSeconds, FirstPause.TotalSeconds * Math.Pow(2, Math.Min(_failures++, 8))) * (0.5 + Random.Shared.NextDouble());
            _notBefore = real.GetTimestamp() + (long)(pause * real.TimestampFrequency);
        }
    }

    async Task<MqttLink> SignOnAsync()
    {
        using var deadline = new CancellationTokenSource(brokers.AreSeveral ? SignOnDeadlineOfSeveral : SignOnDeadline, real);
        return await brokers.InTurnAsync(_broker, one => MqttLink.OpenAsync(one, device.Version, device.Id, secret, KeepAliveSeconds, deadline.Token, certificate), deadline.Token);
    }
}
