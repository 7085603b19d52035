using System.Collections.Concurrent;
using System.Security.Claims;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui;

/// <summary>Said by one person and recorded nowhere yet.</summary>
/// <param name="Holder">Who has the box, says the first; for a correction alone.</param>
/// <param name="Until">Nobody having confirmed by then, it was never said. By the machine's clock.</param>
public sealed record WaitingAct(string Id, BoxId Box, BoxAct Act, string Reason, Party? Holder, StaffId First, DateTimeOffset Until);

/// <summary>
/// Acts that need two people from two sign-ons: the first says what, the second confirms, and only then it is a fact of both. What
/// waits is this process's alone: after a restart it is said again.
/// </summary>
sealed class TwoPeople(BoxDesk desk, LiveState live, TimeProvider time)
{
    static readonly TimeSpan Waits = TimeSpan.FromMinutes(30);
    const int Most = 100;
    readonly ConcurrentDictionary<string, WaitingAct> waiting = new();

    /// <summary>The same of the same person is asked for once.</summary>
    public async Task<WaitingAct> Ask(BoxId box, BoxAct act, string reason, Party? holder, StaffId first, CancellationToken cancel)
    {
        await desk.Possible(box, act, cancel);
        Forget();
        if (waiting.Values.FirstOrDefault(w => w.Box == box && w.Act == act && w.First == first && w.Reason == reason && w.Holder == holder) is { } asked) return asked;
        if (waiting.Count >= Most) throw Refusal.Unavailable($"{Most} acts wait for a second person. Confirm some of them first.");
        var one = new WaitingAct(Guid.NewGuid().ToString("N")[..12], box, act, reason, holder, first, time.GetUtcNow() + Waits);
        return waiting[one.Id] = one;
    }

    /// <summary>What this user may confirm, the oldest first.</summary>
    public IReadOnlyList<WaitingAct> Before(ClaimsPrincipal user)
    {
        Forget();
        return [.. waiting.Values.Where(w => w.First != user.Person() && MayConfirm(user, w)).OrderBy(w => w.Until).ThenBy(w => w.Id, StringComparer.Ordinal)];
    }

    public IReadOnlyList<WaitingAct> About(BoxId box)
    {
        Forget();
        return [.. waiting.Values.Where(w => w.Box == box).OrderBy(w => w.Until)];
    }

    public async Task<BoxActed> Confirm(string id, ClaimsPrincipal user, CancellationToken cancel)
    {
        Forget();
        if (!waiting.TryGetValue(id, out var act) || !MayConfirm(user, act)) throw Refusal.NotFound("It does not wait any more.");
        if (user.Person() is not { } second) throw Refusal.BadRequest("A person confirms: sign on first.");
        if (second == act.First) throw Refusal.Conflict($"{second} said it; another person confirms.");
        var done = await desk.Act(act.Box, act.Act, act.Reason, act.Holder, act.First, second, cancel);
        waiting.TryRemove(id, out _);
        return done;
    }

    bool MayConfirm(ClaimsPrincipal user, WaitingAct act) =>
        user.May(May.Confirm) && (user.Is(Role.Dispatcher) || user.Is(Role.Admin) || (live.Views.One<SpecimenLogistics.Contracts.BoxView>(act.Box.Value)?.Holder is { } holder && user.MayAt(holder)));

    void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var old in waiting.Values.Where(w => w.Until <= now)) waiting.TryRemove(old.Id, out _);
    }
}
