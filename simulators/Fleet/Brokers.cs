using System.Net;

namespace SpecimenLogistics.Simulators.Fleet;

/// <summary>All addresses a device knows. It begins with any of them and goes on to the next when one fails it.</summary>
internal sealed class Brokers(IReadOnlyList<IPEndPoint> all) : IDisposable
{
    const int SigningOnAtOnce = 48;

    // Of each broker: whoever waits at one that stands still is in nobody's way who goes to another.
    readonly SemaphoreSlim[] _signingOn = [.. all.Select(_ => new SemaphoreSlim(SigningOnAtOnce))];

    /// <summary>With others to go to nobody waits long for one.</summary>
    public bool AreSeveral => all.Count > 1;

    public int Any() => Random.Shared.Next(all.Count);
    public int After(int one) => (one + 1) % all.Count;

    /// <summary>Signs on to a broker when it is our turn there.</summary>
    /// <param name="cancel">Ends the waiting for the turn as well as the sign-on.</param>
    public async Task<T> InTurnAsync<T>(int one, Func<IPEndPoint, Task<T>> signOn, CancellationToken cancel)
    {
        await _signingOn[one].WaitAsync(cancel);
        try { return await signOn(all[one]); }
        finally { _signingOn[one].Release(); }
    }

    public void Dispose()
    {
        foreach (var turns in _signingOn) turns.Dispose();
    }
}
