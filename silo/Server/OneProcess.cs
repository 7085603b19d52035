using System.Net;
using System.Net.Sockets;

namespace SpecimenLogistics.Server;

static class OneProcess
{
    /// <summary>A cluster of one, on free loopback ports: no database, no second silo.</summary>
    public static ISiloBuilder UseOneProcess(this ISiloBuilder silo)
    {
        var (siloPort, gatewayPort) = FreePorts();
        return silo.UseLocalhostClustering(siloPort, gatewayPort);
    }

    static (int, int) FreePorts()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        using var two = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        two.Start();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)two.LocalEndpoint).Port);
    }
}
