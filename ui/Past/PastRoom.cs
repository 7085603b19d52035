using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Past;

/// <param name="Frame">The vehicles as the live stream sends them.</param>
public sealed record PastPicture(Instant At, bool KnownNow, ViewCache Views, RoomPicture Room, IReadOnlyList<VehicleMark> Vehicles, byte[] Frame);

/// <summary>What there is to look back at.</summary>
/// <param name="Busy">How much was said in each of its equal parts.</param>
public sealed record PastSpan(Instant From, Instant To, IReadOnlyList<int> Busy)
{
    /// <summary>About five minutes each of a day.</summary>
    public const int Parts = 200;
}

/// <summary>
/// The control room at any moment of the record, by the same code that paints it live. One day is held for all who look back, and let go
/// when nobody does; they take turns.
/// </summary>
public sealed class PastRoom(
    IJournal journal, ITrack track, LiveState live, IOptions<UiOptions> options, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, TimeProvider clock) : IDisposable
{
    /// <summary>Nobody has looked for so long.</summary>
    public static readonly TimeSpan HeldFor = TimeSpan.FromMinutes(5);

    /// <summary>Of a day that goes on more is read when somebody asks for what came after this long before.</summary>
    static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    readonly SemaphoreSlim turn = new(1, 1);
    PastDay? day;
    PastPlaces places = new(track);
    ITimer? letGo;
    long readAt, sequence;

    /// <summary>From the first thing that happened to now; null before anything did.</summary>
    public Task<PastSpan?> Span(CancellationToken cancel) => InTurn(async () =>
    {
        var all = await Day(Instant.Max, cancel);
        return all.Begins is { } from && Now is var to && to > from ? new PastSpan(from, to, all.Busy(from, to, (to - from) / PastSpan.Parts)) : null;
    }, cancel);

    /// <summary>The room at a moment.</summary>
    /// <param name="knownNow">With what has been learned of that moment since; else as it was known then.</param>
    public Task<PastPicture> At(Instant moment, bool knownNow, CancellationToken cancel) => InTurn(async () =>
    {
        var views = (await Day(moment, cancel)).At(moment, knownNow);
        var vehicles = views.All<VehicleView>();
        var fixes = await places.At(moment, knownNow, vehicles.Select(v => v.Id), cancel);
        var hubs = views.All<SiteView>().Where(s => s.Role != SiteRole.Centre).ToArray();
        VehicleMark[] marks = [.. vehicles.OrderBy(v => v.Id.Value, StringComparer.Ordinal).Select(v => VehicleMark.Of(v, fixes.GetValueOrDefault(v.Id.Value), hubs, id => views.One<SiteView>(id.Value)))];
        var room = RoomPicture.Of(views, views.One<ProgrammeView>(Subject.Programme.Id), new ZonedTimes(live.Zone), fixes, marks, moment, options.Value.TightMinutes);
        var head = new FrameHead(true, true, moment.ToDateTimeOffset().ToUnixTimeMilliseconds(), 0, 0, 0, 0, ++sequence);
        return new PastPicture(moment, knownNow, views, room, marks, VehicleFrames.Full(head, marks));
    }, cancel);

    Instant Now => Instant.From(programme.GetUtcNow());

    async Task<PastDay> Day(Instant moment, CancellationToken cancel)
    {
        (letGo ??= clock.CreateTimer(_ => LetGo(), null, HeldFor, Timeout.InfiniteTimeSpan)).Change(HeldFor, Timeout.InfiniteTimeSpan);
        var old = day is not null && moment > day.Through && clock.GetElapsedTime(readAt) > Wait;
        if (day is null || old) (day, places, readAt) = (await PastDay.Read(journal, live.Views, Now, cancel), new PastPlaces(track), clock.GetTimestamp());
        return day;
    }

    /// <summary>Whoever has the turn just now looks, and has wound the timer again.</summary>
    void LetGo()
    {
        if (!turn.Wait(0)) return;
        (day, places) = (null, new PastPlaces(track));
        turn.Release();
    }

    async Task<T> InTurn<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        // Folding takes a processor for a while: not the circuit's thread.
        try { return await Task.Run(work, cancel); }
        finally { turn.Release(); }
    }

    public void Dispose()
    {
        letGo?.Dispose();
        turn.Dispose();
    }
}
