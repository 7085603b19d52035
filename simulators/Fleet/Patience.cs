namespace SpecimenLogistics.Simulators.Fleet;

/// <summary>
/// How long a device waits for an answer before it goes to another broker. All of them may be slow at once, and leaving again and again would make
/// them slower: each time it waits twice as long, until it has been served well for a while.
/// </summary>
internal sealed class Patience(TimeProvider real)
{
    // Less than the five seconds from which a message is said to have waited too long (Healer).
    public static readonly TimeSpan First = TimeSpan.FromSeconds(4), Most = TimeSpan.FromSeconds(60), Forgets = TimeSpan.FromSeconds(15);
    static readonly TimeSpan s_well = TimeSpan.FromSeconds(1);

    TimeSpan _now = First;
    long _leftAt;

    /// <param name="waits">How long nothing has come for what is under way; zero when nothing is.</param>
    /// <returns>true once each time that it is at its end: then the connection is to be left.</returns>
    public bool IsAtItsEnd(bool isSignedOn, TimeSpan waits)
    {
        if (_now > First && isSignedOn && waits < s_well && real.GetElapsedTime(_leftAt) > Forgets) _now = First;
        if (waits <= _now) return false;
        (_leftAt, _now) = (real.GetTimestamp(), _now * 2 < Most ? _now * 2 : Most);
        return true;
    }
}
