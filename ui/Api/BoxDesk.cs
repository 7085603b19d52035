using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <summary>What people do about a box at a screen, where no scanner can say it.</summary>
public enum BoxAct { Hold, Release, WriteOff, Correct }

/// <param name="Stored">0 when the very same was recorded before.</param>
/// <param name="Place">Where the box is now, as judged with it.</param>
public sealed record BoxActed(int Stored, BoxPlace Place, Party? Holder);

/// <summary>Records what people decide about a box. The same decision of the same people about the same state of the box is one fact.</summary>
sealed class BoxDesk(LiveState live, IGrainFactory grains, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme)
{
    /// <summary>Completes when it is on disk.</summary>
    public async Task<BoxActed> Act(BoxId box, BoxAct act, string reason, Party? holder, StaffId actor, StaffId? second, CancellationToken cancel)
    {
        var view = await Possible(box, act, cancel);
        var fact = Fact(act, reason, holder, view);
        var now = Instant.From(programme.GetUtcNow());
        var name = $"box-act\n{box}\n{view.Cycles.Count}\n{view.Place}\n{view.Since?.Microseconds}\n{actor}\n{second}\n{Encoding.UTF8.GetString(FactCodec.Write(fact))}";
        var grain = grains.GetGrain(Subject.Of(box));
        var stored = (await grain.Record(new FactBatch([OwnFact.Of(name, now, fact, actor, second)])).WaitAsync(cancel)).Stored;
        var after = ViewJson.Read<BoxView>((await grain.Read().WaitAsync(cancel)).View);
        return new BoxActed(stored, after.Place, after.Holder);
    }

    /// <summary>The box as it is; refuses what cannot be done to it.</summary>
    public async Task<BoxView> Possible(BoxId box, BoxAct act, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var view = live.Views.One<BoxView>(box.Value) ?? throw Refusal.NotFound($"boxes knows no '{box}'.");
        if (act == BoxAct.Release && view.Place != BoxPlace.Held) throw Refusal.Conflict($"{box} is not held; it is {Kebab.Of(view.Place)}.");
        if (act == BoxAct.WriteOff && view.Place != BoxPlace.Unaccounted) throw Refusal.Conflict($"{box} is not unaccounted for; it is {Kebab.Of(view.Place)}.");
        return view;
    }

    static Fact Fact(BoxAct act, string reason, Party? holder, BoxView view) => act switch
    {
        BoxAct.Hold => new BoxHeld(reason),
        BoxAct.Release => new BoxReleased(view.Holder ?? default, reason),
        BoxAct.WriteOff => new BoxWrittenOff(reason),
        _ => new CustodyCorrected(holder ?? default, reason),
    };
}
