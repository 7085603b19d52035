using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Handover;

/// <summary>Who goes has signed, and waits for who comes.</summary>
public sealed record ShiftOffer(string Id, StaffId Goes, string? Note, Instant At);

/// <summary>What became of the second signature.</summary>
public enum ShiftTaken { Taken, NoOffer, SamePerson, TakenByAnother, NotSeen }

/// <summary>
/// Two signatures one after the other, each from its own page: who goes first, with a note, then who comes. Only both together are a fact;
/// an offer lives in this process alone, and a restart asks for it again.
/// </summary>
sealed class HandoverDesk(
    LiveState live, FleetPlaces places, IGrainFactory grains, IOptions<UiOptions> options, TimeProvider time, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme)
{
    /// <summary>Real time; then whoever goes looks again and signs again.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    readonly Lock gate = new();
    (ShiftOffer Offer, long Since)? open;

    public ShiftOffer? Offer
    {
        get { lock (gate) return open is { } offered && time.GetElapsedTime(offered.Since) < Lasts ? offered.Offer : null; }
    }

    public ShiftPicture Picture() => ShiftPicture.Of(live.Views, places.Now, new ZonedTimes(live.Zone), options.Value.TightMinutes, Now);

    /// <summary>Takes the place of an offer that nobody took.</summary>
    public void Open(StaffId goes, string? note)
    {
        lock (gate) open = (new ShiftOffer(Guid.NewGuid().ToString("N"), goes, note, Now), time.GetTimestamp());
    }

    public void Withdraw(string id)
    {
        lock (gate) if (open?.Offer.Id == id) open = null;
    }

    /// <summary>Completes when it is on disk.</summary>
    /// <param name="seen">Ids that stood on the page that was signed.</param>
    public async Task<ShiftTaken> Take(string id, StaffId comes, IReadOnlySet<string> seen, CancellationToken cancel)
    {
        if (Offer is not { } offer || offer.Id != id) return ShiftTaken.NoOffer;
        if (comes == offer.Goes) return ShiftTaken.SamePerson;
        // What is signed for is what was open before the signature, also in a process that has only just begun.
        await live.CatchUp(cancel);
        var picture = Picture();
        if (!picture.ToBeSeen.All(seen.Contains)) return ShiftTaken.NotSeen;
        // One offer is one handover, however often it is sent; whoever came second has not got it.
        var fact = OwnFact.Of($"shift-handed-over\n{offer.Id}", picture.Now, new ShiftHandedOver(offer.At, offer.Note, picture.Open), offer.Goes, comes);
        var stored = (await grains.GetGrain(Subject.Programme).Record(new FactBatch([fact])).WaitAsync(cancel)).Stored;
        await live.CatchUp(cancel);
        Withdraw(id);
        return stored > 0 || live.Programme?.Shifts?.LastOrDefault()?.Comes == comes ? ShiftTaken.Taken : ShiftTaken.TakenByAnother;
    }

    Instant Now => Instant.From(programme.GetUtcNow());
}
