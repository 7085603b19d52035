using System.Text.Json;

namespace SpecimenLogistics.Tests.Processes.Attacks;

/// <summary>Somebody who may everything, and sends what nobody should: with fewer rights less is reached.</summary>
[Collection("a machine to itself")]
public sealed class An_attack_on_routes
{
    const long Growth = 300L << 20;
    const int AtOnce = 4;

    [Fact(Explicit = true, Timeout = 3_600_000)]
    public async Task Gets_an_answer_each_time_and_never_a_failure()
    {
        await using var server = await ServerUnderTest.Start();
        await On(server, Attack.Inputs(1_500));
        await Attack.LeavesTheRecordWhole(server);
    }

    [Fact(Explicit = true, Timeout = 120_000)]
    public async Task Knows_every_route_of_the_interface_that_takes_something()
    {
        await using var server = await ServerUnderTest.Start();
        await Knows(server);
    }

    /// <param name="most">Of every kind of change on every route so many, as the dice fall.</param>
    internal static async Task On(ServerUnderTest server, int most)
    {
        var dice = Attack.Dice("routes");
        Attack.Say("changed bodies on every route");
        var (all, wrong) = (Requests(dice), new System.Collections.Concurrent.ConcurrentBag<string>());
        dice.Shuffle(all);
        var memory = server.WorkingSet;
        await Parallel.ForEachAsync(all.Take(most), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken }, async (one, cancel) =>
        {
            var said = one.Said();
            using var request = one.Body.Request(server.Http, said);
            using var answer = await server.Client.SendAsync(request, cancel);
            if ((int)answer.StatusCode >= 500) wrong.Add($"{(int)answer.StatusCode} {one.Body.Method} {one.Body.Path}: {said[..Math.Min(200, said.Length)]}");
        });
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Take(20)));
        Assert.True(server.IsAlive, "the server is gone");
        Attack.Say($"{Math.Min(most, all.Length)} of {all.Length} requests; memory {(server.WorkingSet - memory) >> 20} MiB more");
        Assert.InRange(server.WorkingSet - memory, long.MinValue, Growth);
    }

    internal static async Task Knows(ServerUnderTest server)
    {
        var paths = JsonDocument.Parse(await server.Client.GetStringAsync(new Uri(server.Http, "openapi/v1.json"), TestContext.Current.CancellationToken)).RootElement.GetProperty("paths");
        var taken = paths.EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Where(m => m.Name is "post" or "put").Select(m => (Method: m.Name.ToUpperInvariant(), Path: p.Name)));
        Assert.Empty(taken.Where(t => !Body.All.Any(b => b.Method == t.Method && Fits(t.Path.TrimStart('/'), b.Path))).Select(t => $"{t.Method} {t.Path}"));
    }

    static bool Fits(string template, string path)
    {
        var (asked, given) = (template.Split('/'), path.Split('/'));
        return asked.Length == given.Length && asked.Zip(given).All(p => p.First.Contains('{', StringComparison.Ordinal) || p.First == p.Second);
    }

    static (Body Body, Func<string> Said)[] Requests(Random dice) =>
    [
        .. Body.All.SelectMany(body => body.Json is { } json
            ? Nasty.Changed(json, dice).Select(said => (body, said))
            : Nasty.JsonTexts.Append(new string('x', 70_000)).Select(text => (body, (Func<string>)(() => Unescaped(text))))),
    ];

    /// <summary>As a form's field holds it; what is no text at all stays written.</summary>
    static string Unescaped(string text)
    {
        try { return JsonSerializer.Deserialize<string>($"\"{text}\"")!; }
        catch (Exception e) when (e is JsonException or InvalidOperationException) { return text; }
    }
}
