using System.Net.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using SpecimenLogistics.Server;
using SpecimenLogistics.Tests.Postgres;
using SpecimenLogistics.Unit.Wired;

namespace SpecimenLogistics.Tests.Cluster;

/// <summary>Silos and their clients, who all know the database: what lets them in is a node's certificate.</summary>
public sealed class Secured_nodes
{
    [Fact(Timeout = 120_000)]
    public async Task are_one_cluster_and_a_silo_of_another_authority_or_of_none_does_not_join()
    {
        var cancel = TestContext.Current.CancellationToken;
        using Installation ours = new(), another = new();
        var store = PrivatePostgres.Shared.NewStore();
        await using var one = await SiloInDatabase.Start(store, "one", wires: ours.Wires);
        await using var two = await SiloInDatabase.Start(store, "two", wires: ours.Wires);
        while (await two.Members() is not ["one", "two"]) await Task.Delay(50, cancel);
        Assert.Empty(ours.Log.All);

        // It trusts us; we do not trust it.
        another.Wires.Now = another.Wires.Now with { Authorities = ours.Wires.Now.Authorities };
        await Assert.ThrowsAnyAsync<Exception>(() => SiloInDatabase.Start(store, "foreign", wires: another.Wires));
        Assert.Contains(ours.Log.All, line => line.Contains("wire of silos", StringComparison.Ordinal) && line.Contains("not_ours", StringComparison.Ordinal));
        Assert.Equal(["one", "two"], await one.Members());
    }

    [Theory(Timeout = 120_000)]
    [InlineData("a node", "")]
    [InlineData("nobody", "not_tls")]
    [InlineData("a device", "other_role")]
    [InlineData("a foreign node", "not_ours")]
    public async Task let_in_clients_that_are_nodes(string who, string why)
    {
        var cancel = TestContext.Current.CancellationToken;
        using Installation ours = new(), another = new();
        var store = PrivatePostgres.Shared.NewStore();
        await using var one = await SiloInDatabase.Start(store, "one", wires: ours.Wires);
        var wires = another.Wires;
        wires.Now = ours.Wires.Now with
        {
            Node = SslStreamCertificateContext.Create(
                (who switch { "a device" => ours.Issue(CertificateRole.Device, "S-1"), "a foreign node" => another.Issue(CertificateRole.Node, "node"), _ => ours.Issue(CertificateRole.Node, "client") }), null, offline: true),
        };
        using var client = Client(store, who == "nobody" ? null : wires);
        if (why == "")
        {
            await client.StartAsync(cancel);
            Assert.Single(await client.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true, cancel));
            Assert.Empty(ours.Log.All);
            await client.StopAsync(cancel);
            return;
        }
        await Assert.ThrowsAnyAsync<Exception>(() => client.StartAsync(cancel));
        Assert.Contains(ours.Log.All, line => line.Contains("wire of clients", StringComparison.Ordinal) && line.Contains(why, StringComparison.Ordinal));
    }

    static IHost Client(string store, Wires? wires)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        if (wires is not null) builder.Services.AddSingleton(wires).AddSecuredNodes();
        builder.UseOrleansClient(client => client
            .UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = ("Npgsql", store))
            .Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = ("test", "test"))
            .UseConnectionRetryFilter((_, _) => Task.FromResult(false)));
        return builder.Build();
    }
}
