using System.Text.Json;

namespace SpecimenLogistics.Tests.Processes.Attacks;

/// <summary>Somebody who may everything, and sends what nobody should: with fewer rights less is reached.</summary>
[Collection("a machine to itself")]
public sealed class An_attack_on_routes
{
    const long Growth = 300L << 20;
    const int AtOnce = 4;

    [Fact(Timeout = 3_600_000)]
    public async Task Gets_an_answer_each_time_and_never_a_failure()
    {
        var dice = Attack.Dice("routes");
        Attack.Say("changed bodies on every route");
        await using var server = await ServerUnderTest.Start();
        var (all, wrong) = (Requests(dice), new System.Collections.Concurrent.ConcurrentBag<string>());
        // Quick: each kind of change on each route is thrown for; long: all of them.
        var most = Attack.Inputs(1_500);
        dice.Shuffle(all);
        var memory = server.WorkingSet;
        await Parallel.ForEachAsync(all.Take(most), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken }, async (one, cancel) =>
        {
            using var request = one.Body.Request(server.Http, one.Said);
            using var answer = await server.Client.SendAsync(request, cancel);
            if ((int)answer.StatusCode >= 500) wrong.Add($"{(int)answer.StatusCode} {one.Body.Method} {one.Body.Path}: {one.Said[..Math.Min(200, one.Said.Length)]}");
        });
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Take(20)));
        Assert.True(server.IsAlive, "the server is gone");
        Attack.Say($"{Math.Min(most, all.Length)} of {all.Length} requests; memory {(server.WorkingSet - memory) >> 20} MiB more");
        Assert.InRange(server.WorkingSet - memory, long.MinValue, Growth);
        await server.Kill();
        var (code, said) = await Day.Verify(server.Folder);
        Assert.True(code == 0, said);
    }

    [Fact(Timeout = 120_000)]
    public async Task Knows_every_route_of_the_interface_that_takes_something()
    {
        await using var server = await ServerUnderTest.Start();
        var paths = JsonDocument.Parse(await server.Client.GetStringAsync(new Uri(server.Http, "openapi/v1.json"), TestContext.Current.CancellationToken)).RootElement.GetProperty("paths");
        var taken = paths.EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Where(m => m.Name is "post" or "put").Select(m => (Method: m.Name.ToUpperInvariant(), Path: p.Name)));
        Assert.Empty(taken.Where(t => !Body.All.Any(b => b.Method == t.Method && Fits(t.Path.TrimStart('/'), b.Path))).Select(t => $"{t.Method} {t.Path}"));
    }

    static bool Fits(string template, string path)
    {
        var (asked, given) = (template.Split('/'), path.Split('/'));
        return asked.Length == given.Length && asked.Zip(given).All(p => p.First.Contains('{', StringComparison.Ordinal) || p.First == p.Second);
    }

    static (Body Body, string Said)[] Requests(Random dice) =>
    [
        .. Body.All.SelectMany(body => body.Json is { } json
            ? Nasty.Changed(json, dice).Select(said => (body, said))
            : Nasty.JsonTexts.Append(new string('x', 70_000)).Select(text => (body, Unescaped(text)))),
    ];

    /// <summary>As a form's field holds it; what is no text at all stays written.</summary>
    static string Unescaped(string text)
    {
        try { return JsonSerializer.Deserialize<string>($"\"{text}\"")!; }
        catch (Exception e) when (e is JsonException or InvalidOperationException) { return text; }
    }
}
