using System.Net;

namespace SpecimenLogistics.Simulators.Fleet;

/// <summary>All addresses a device knows. It begins with any of them and goes on to the next when one fails it.</summary>
internal sealed class Brokers(IReadOnlyList<IPEndPoint> all)
{
    /// <summary>With others to go to nobody waits long for one.</summary>
    public bool AreSeveral => all.Count > 1;

    public int Any() => Random.Shared.Next(all.Count);
    public int After(int one) => (one + 1) % all.Count;
    public IPEndPoint this[int one] => all[one];
}
