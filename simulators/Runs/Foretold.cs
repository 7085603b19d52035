using System.Collections.Concurrent;
using System.Text.Json;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>What the server foretold while the day was on, asked for again and again, each answer with the moment it speaks of.</summary>
internal sealed class Foretold(Rest rest, TimeProvider real)
{
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    readonly ConcurrentDictionary<string, ConcurrentQueue<Expectation>> _said = [];

    /// <summary>Answers that did not come, as when the server has just been killed.</summary>
    public int Unanswered { get; private set; }

    /// <param name="At">The moment of the server's clock.</param>
    /// <param name="Laboratory">When the carrier was expected at the laboratory.</param>
    public readonly record struct Expectation(DateTimeOffset At, DateTimeOffset Laboratory);

    public IReadOnlyCollection<Expectation> Of(string delivery) => _said.TryGetValue(delivery, out var said) ? said : [];

    public async Task ListenAsync(CancellationToken cancel)
    {
        using var turns = new PeriodicTimer(Every, real);
        try
        {
            while (await turns.WaitForNextTickAsync(cancel)) await AskAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested) { return; }
    }

    async Task AskAsync(CancellationToken cancel)
    {
        try { Take(await rest.GetAsync("api/v1/forecast", cancel)); }
        catch (HttpRequestException) { Unanswered++; }
    }

    internal void Take(JsonElement answer)
    {
        if (answer.Time("now") is not { } now) return;
        foreach (var said in answer.GetProperty("deliveries").EnumerateArray())
            if (said.Text("id") is { } id && said.Time("laboratory_at") is { } at) _said.GetOrAdd(id, _ => new()).Enqueue(new Expectation(now, at));
    }
}
