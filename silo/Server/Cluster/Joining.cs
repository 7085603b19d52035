using Orleans.Configuration;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Grains;
using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Server;

static class Joining
{
    /// <summary>Puts this process where its grains are: alone, one of several, or a client of those.</summary>
    public static void Join(this WebApplicationBuilder builder, Settings settings)
    {
        if (settings is not { Node: { } node, Store: { } store })
        {
            builder.UseOrleans(silo => silo.UseOneProcess());
            return;
        }
        var stands = settings.Roles.HasFlag(Roles.Silo);
        // A process that begins anew is another one: nobody but itself may go on with what it had.
        builder.Services.AddSharedJournal(store, $"{node.Name}/{Guid.NewGuid():N}");
        builder.Services.AddSharedDuty(stands);
        if (stands) builder.JoinAsSilo(node, store);
        else builder.JoinAsClient(node, store);
    }

    static void JoinAsSilo(this WebApplicationBuilder builder, Node node, string store)
    {
        builder.Services.AddCutOff().AddSingleton<IReadiness, SiloReadiness>().AddHostedService<GivenUp>();
        builder.UseOrleans(silo => silo.UseStore(node, store));
    }

    static void JoinAsClient(this WebApplicationBuilder builder, Node node, string store)
    {
        var readiness = new ClientReadiness();
        builder.Services.AddSingleton<IReadiness>(readiness);
        builder.UseOrleansClient(client => client
            .UseStore(node, store)
            .UseConnectionRetryFilter(Again)
            .AddGatewayCountChangedHandler((_, change) => readiness.Reaches(change.NumberOfConnectedGateways))
            .AddClusterConnectionLostHandler((_, _) => readiness.Reaches(0)));
    }

    /// <summary>Whoever starts first waits for the others, as long as nobody stops it.</summary>
    static async Task<bool> Again(Exception error, CancellationToken cancel)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancel);
        return true;
    }
}
