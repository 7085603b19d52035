using System.Net;

namespace SpecimenLogistics.Server;

/// <summary>One process of several on one store.</summary>
/// <param name="Cluster">Who belongs together: the same for all of them.</param>
/// <param name="Name">What this one is called; no two may be called the same.</param>
/// <param name="SiloPort">Where the others reach its grains; 0 takes a free one.</param>
/// <param name="GatewayPort">Where processes without grains reach them; 0 takes a free one.</param>
public sealed record Node(string Cluster, string Name, int SiloPort, int GatewayPort)
{
    /// <summary>The port the others are told, where something between them passes it on to <see cref="SiloPort"/>; 0 where nothing does.</summary>
    public int AdvertisedSiloPort { get; init; }

    /// <summary>Where the others reach it.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    public const string UsualCluster = "specimens";

    public static string UsualName => Environment.MachineName;
}
