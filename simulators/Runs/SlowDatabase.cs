using SpecimenLogistics.Simulators.Faults;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>Every answer of the database is late for a while, and then for some seconds there is none; nobody is cut off, and no process may end.</summary>
internal sealed class SlowDatabase(Healer healer)
{
    const int LeastMs = 50, MostMs = 500;
    static readonly TimeSpan Slow = TimeSpan.FromSeconds(15), Silent = TimeSpan.FromSeconds(4);

    public async Task PlayAsync(Wiring wires, CancellationToken cancel)
    {
        var struck = healer.Now;
        try
        {
            foreach (var wire in wires.ToDatabase) wire.AnswersTake(() => TimeSpan.FromMilliseconds(Random.Shared.Next(LeastMs, MostMs + 1)));
            await healer.PauseAsync(Slow, cancel);
            foreach (var wire in wires.ToDatabase) wire.Hold();
            await healer.PauseAsync(Silent, cancel);
        }
        finally
        {
            foreach (var wire in wires.ToDatabase)
            {
                wire.LetGo();
                wire.AnswersTake(() => TimeSpan.Zero);
            }
        }
        await healer.HealAsync(FaultName.SlowDatabase, struck, but: null, cancel);
    }
}
