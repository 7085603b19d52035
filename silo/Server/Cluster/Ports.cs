using System.Net;
using System.Net.Sockets;

namespace SpecimenLogistics.Server;

static class Ports
{
    /// <summary>The wished-for ports, each a free one of this machine for 0. A free one is only free until it is taken: they differ.</summary>
    public static (int, int) Pair(int one, int two)
    {
        var first = one != 0 ? one : Free();
        for (; ; )
            if ((two != 0 ? two : Free()) is var second && (second != first || two != 0)) return (first, second);
    }

    static int Free()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        return ((IPEndPoint)one.LocalEndpoint).Port;
    }
}
