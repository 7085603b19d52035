using System.Net;
using Npgsql;
using Orleans.Configuration;

namespace SpecimenLogistics.Server;

static class Membership
{
    const string Service = "specimen-logistics";

    /// <summary>
    /// A silo that does not answer three probes, each within one to three seconds as it usually answers, and from which nothing else came for
    /// nine seconds, is declared dead by two others (by one where there are but two); who stood still so long finds himself dead in the table and
    /// ends. So a process that is gone is noticed in a few seconds and one that stands still in about ten, and a pause of collecting garbage or of
    /// a busy machine is neither.
    /// </summary>
    public static ISiloBuilder UseStore(this ISiloBuilder silo, Node node, string store)
    {
        var (siloPort, gatewayPort) = Ports.Pair(node.SiloPort, node.GatewayPort);
        return silo
            .UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = ("Npgsql", Address(store)))
            .ConfigureEndpoints(node.Address, siloPort, gatewayPort, listenOnAnyHostAddress: false)
            .Configure<EndpointOptions>(o =>
            {
                if (node.AdvertisedSiloPort == 0) return;
                (o.SiloPort, o.SiloListeningEndpoint) = (node.AdvertisedSiloPort, new IPEndPoint(node.Address, siloPort));
            })
            .Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (node.Cluster, Service))
            .Configure<SiloOptions>(o => o.SiloName = node.Name)
            .Configure<ClusterMembershipOptions>(o =>
            {
                (o.ProbeTimeout, o.NumMissedProbesLimit, o.NumVotesForDeathDeclaration) = (TimeSpan.FromSeconds(2), 3, 2);
                // A connection that has brought a message within three of the longest probes counts as life.
                (o.MinProbeTimeout, o.MaxProbeTimeout) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
                (o.TableRefreshTimeout, o.IAmAliveTablePublishTimeout) = (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
                (o.DefunctSiloCleanupPeriod, o.DefunctSiloExpiration) = (TimeSpan.FromHours(1), TimeSpan.FromDays(1));
            });
    }

    /// <summary>Finds the silos of the cluster in its table, and looks again every few seconds who is one.</summary>
    public static IClientBuilder UseStore(this IClientBuilder client, Node node, string store) => client
        .UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = ("Npgsql", Address(store)))
        .Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (node.Cluster, Service))
        .Configure<GatewayOptions>(o => o.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));

    /// <summary>A database that is gone must be noticed, not waited for.</summary>
    static string Address(string store) => new NpgsqlConnectionStringBuilder(store) { Timeout = 5, CommandTimeout = 10, MaxPoolSize = 5 }.ToString();
}
