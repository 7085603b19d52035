using System.Net;
using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Unit.Simulators;

public sealed class BrokersTests
{
    static readonly IPEndPoint s_still = new(IPAddress.Loopback, 1), s_answers = new(IPAddress.Loopback, 2);

    [Fact(Timeout = 10_000)]
    public async Task Who_waits_at_a_broker_that_stands_still_is_in_nobodys_way_at_another_and_his_waiting_ends()
    {
        using var brokers = new Brokers([s_still, s_answers]);
        using var deadline = new CancellationTokenSource();
        var (begun, wakes) = (0, new TaskCompletionSource());
        var waiting = Enumerable.Range(0, 1_000).Select(_ => brokers.InTurnAsync(0, async _ =>
        {
            begun++;
            await wakes.Task.WaitAsync(deadline.Token);
            return true;
        }, deadline.Token)).ToList();
        Assert.InRange(begun, 1, waiting.Count - 1);

        Assert.Equal(s_answers, await brokers.InTurnAsync(1, Task.FromResult, CancellationToken.None));

        await deadline.CancelAsync();
        foreach (var one in waiting) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        // Nobody went off with his turn.
        Assert.Equal(s_still, await brokers.InTurnAsync(0, Task.FromResult, CancellationToken.None));
    }
}
