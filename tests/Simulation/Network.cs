namespace SpecimenLogistics.Simulation;

/// <summary>What goes from one machine to another takes a moment, and what the plan says may be lost or late. Nothing reaches or leaves a dead one.</summary>
sealed class Network(World world, Plan plan, Action<string> tell)
{
    /// <summary>After this nobody hopes for an answer any more.</summary>
    public static readonly TimeSpan NoAnswer = TimeSpan.FromSeconds(10);
    static readonly TimeSpan s_refused = TimeSpan.FromMilliseconds(200), s_late = TimeSpan.FromSeconds(12);
    readonly Dice dice = new(plan.Seed ^ 0x6e6574);

    /// <summary>How many messages were sent so far.</summary>
    public int Sent { get; private set; }

    public void Send(Machine from, Machine to, string what, Action arrive)
    {
        if (from.IsDead) return;
        var number = Sent++;
        var way = TimeSpan.FromMicroseconds(dice.Between(200, 8_000));
        switch (plan.Of(FaultKind.Lose, number) is not null ? FaultKind.Lose : plan.Of(FaultKind.Late, number) is not null ? FaultKind.Late : (FaultKind?)null)
        {
            case FaultKind.Lose: tell($"lost: {from.Name} to {to.Name}, {what}"); return;
            case FaultKind.Late:
                tell($"late: {from.Name} to {to.Name}, {what}");
                way += s_late;
                break;
        }
        var leaves = Math.Max(0, from.StandsUntil - world.Now);
        world.After(way + TimeSpan.FromMicroseconds(leaves), () => Arrive(from, to, arrive));
    }

    void Arrive(Machine from, Machine to, Action arrive)
    {
        // What left before its sender died still comes.
        if (to.IsDead) return;
        if (to.StandsUntil > world.Now) world.After(TimeSpan.FromMicroseconds(to.StandsUntil - world.Now), () => Arrive(from, to, arrive));
        else arrive();
    }

    /// <summary>Asks, and gives up at last: whether it was done is not known then.</summary>
    public async Task<T> Ask<T>(Machine from, Machine to, string what, Func<Task<T>> work)
    {
        var answer = new TaskCompletionSource<T>();
        if (to.IsDead) world.After(s_refused, () => answer.TrySetException(new TimeoutException($"{to.Name} is not there")));
        world.After(NoAnswer, () => answer.TrySetException(new TimeoutException($"{to.Name} does not answer")));
        Send(from, to, what, () => Work(from, to, what, work, answer));
        return await answer.Task;
    }

    async void Work<T>(Machine from, Machine to, string what, Func<Task<T>> work, TaskCompletionSource<T> answer)
    {
        T done;
        try { done = await work(); }
        catch (Exception error)
        {
            Send(to, from, "no to " + what, () => answer.TrySetException(error));
            return;
        }
        Send(to, from, "yes to " + what, () => answer.TrySetResult(done));
    }
}
