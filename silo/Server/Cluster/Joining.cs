using SpecimenLogistics.Contracts;
using SpecimenLogistics.Grains;
using SpecimenLogistics.Journal;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Server;

static class Joining
{
    /// <summary>What a process needs besides to be one of several on a store.</summary>
    public static void JoinOthers(this WebApplicationBuilder builder, Node node, string store)
    {
        // A process that begins anew is another one: nobody but itself may go on with what it had.
        builder.Services.AddSharedJournal(store, $"{node.Name}/{Guid.NewGuid():N}");
        builder.Services.AddSharedDuty().AddCutOff();
        builder.Services.AddSingleton<IReadiness, SiloReadiness>();
        builder.UseOrleans(silo => silo.UseStore(node, store));
    }
}
