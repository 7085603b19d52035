namespace SpecimenLogistics.Server;

static class OneProcess
{
    /// <summary>A cluster of one, on free loopback ports: no database, no second silo.</summary>
    public static ISiloBuilder UseOneProcess(this ISiloBuilder silo)
    {
        var (siloPort, gatewayPort) = Ports.Pair(0, 0);
        return silo.UseLocalhostClustering(siloPort, gatewayPort);
    }
}
