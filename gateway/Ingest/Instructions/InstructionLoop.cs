using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>
/// Tells drivers' devices what they have not seen yet: at once when it is ordered, again whenever a device subscribes. What a
/// device acknowledged is recorded as sent. The read model is the truth; pushed views only make it quick.
/// </summary>
public sealed class InstructionLoop(
    IFront front, IReadModel readModel, IFeed feed, IGrainFactory grains, IngestCounters counters,
    [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, TimeProvider time, ILogger<InstructionLoop> log) : BackgroundService
{
    static readonly TimeSpan Tail = TimeSpan.FromSeconds(2), Deadline = TimeSpan.FromSeconds(10);
    static readonly byte[] Marked = "\"instructions\""u8.ToArray();

    readonly Channel<Work> work = Channel.CreateBounded<Work>(new BoundedChannelOptions(2_048) { SingleReader = true });
    readonly Dictionary<string, VehicleView> concerned = [];
    readonly Dictionary<string, HashSet<InstructionId>> told = [];

    abstract record Work;
    sealed record Changed(EntityRow Row) : Work;
    sealed record Listens(string Vehicle) : Work;
    sealed record Arrived(string Vehicle, ReadOnlyMemory<byte> Payload) : Work;
    sealed record LookAround : Work;

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        front.Subscribed = vehicle => Post(new Listens(vehicle));
        front.Delivered = (vehicle, payload) => Post(new Arrived(vehicle, payload));
        using var subscription = feed.Subscribe(rows =>
        {
            foreach (var row in rows)
                if (IsConcerned(row)) Post(new Changed(row));
        });
        using var timer = time.CreateTimer(_ => Post(new LookAround()), null, TimeSpan.Zero, Tail);
        try
        {
            await foreach (var one in work.Reader.ReadAllAsync(stop)) await TryDo(one, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    // What finds no room is found by looking around: there everything is told again that has not arrived.
    void Post(Work one)
    {
        if (!work.Writer.TryWrite(one)) counters.Count(Tally.FeedRowsLost);
    }

    static bool IsConcerned(EntityRow row) => row.Kind == "vehicle" && row.View.AsSpan().IndexOf(Marked) >= 0;

    async Task TryDo(Work one, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try { await Do(one, either.Token); }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            log.LogWarning(error, "Drivers could not be told; the next try is in {Period}", Tail);
        }
    }

    async Task Do(Work one, CancellationToken stop)
    {
        switch (one)
        {
            case Changed changed: await Tell(ViewJson.Read<VehicleView>(changed.Row.View), again: false, stop); break;
            case Listens listens:
                told.Remove(listens.Vehicle);
                if (concerned.GetValueOrDefault(listens.Vehicle) is { } known) await Tell(known, again: false, stop);
                break;
            case Arrived arrived: await Record(arrived, stop); break;
            default:
                foreach (var row in await readModel.All("vehicle", stop))
                    if (IsConcerned(row)) await Tell(ViewJson.Read<VehicleView>(row.View), again: true, stop);
                break;
        }
    }

    /// <param name="again">Also what was told before and has not arrived: nobody may have listened, or the word of it was lost.</param>
    async Task Tell(VehicleView vehicle, bool again, CancellationToken stop)
    {
        concerned[vehicle.Id.Value] = vehicle;
        if (!told.TryGetValue(vehicle.Id.Value, out var already)) told[vehicle.Id.Value] = already = [];
        foreach (var instruction in vehicle.Instructions ?? [])
        {
            if (instruction.Seen is not null || already.Contains(instruction.Id) && !(again && instruction.Sent is null)) continue;
            await front.Tell(vehicle.Id.Value, Protocol.Wire.Write(Messages.Of(vehicle, instruction)), stop);
            already.Add(instruction.Id);
            counters.Count(Tally.InstructionsTold);
        }
    }

    async Task Record(Arrived arrived, CancellationToken stop)
    {
        if (!Protocol.Wire.TryInstruction(arrived.Payload.Span, out var message, out _) || !InstructionId.TryParse(message.Instruction, out var id)) return;
        var now = Instant.From(programme.GetUtcNow());
        var vehicle = new Subject(SubjectKind.Vehicle, arrived.Vehicle);
        var sent = new InstructionSent(id);
        await grains.GetGrain(vehicle).Record(new FactBatch([OwnFact.Of($"{FactCodec.KindOf(sent)}\n{vehicle}\n{id}", now, sent)])).WaitAsync(stop);
        counters.Count(Tally.InstructionsDelivered);
    }
}
