using System.Globalization;

namespace SpecimenLogistics.Tests.Processes.Attacks;

/// <summary>How long an attack goes on and by which dice. <c>./test fuzz --inputs N --seed S</c> says both; a run of all tests is short (<see cref="An_attack"/>) and its seed another each day.</summary>
static class Attack
{
    public static int Seed { get; } = Number("SPECIMEN_FUZZ_SEED") ?? (int)(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 86_400);

    /// <param name="usual">Where nobody says how many.</param>
    public static int Inputs(int usual) => Number("SPECIMEN_FUZZ_INPUTS") ?? usual;

    /// <summary>Each part of an attack has dice of its own, so that one can be thrown again alone.</summary>
    public static Random Dice(string part) => new(HashCode(part) ^ Seed);

    /// <summary>The server is ended for it.</summary>
    public static async Task LeavesTheRecordWhole(ServerUnderTest server)
    {
        await server.Kill();
        var (code, said) = await Day.Verify(server.Folder);
        Assert.True(code == 0, said);
    }

    /// <summary>What somebody needs who wants to see it again.</summary>
    public static void Say(string what) => TestContext.Current.SendDiagnosticMessage("{0}; seed {1}", what, Seed);

    static int HashCode(string text) => text.Aggregate(17, (hash, c) => unchecked(hash * 31 + c));

    static int? Number(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
