using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Server;

/// <summary>Makes a store's tables or brings them up to this program, forward only, and looks whether all it needs is there. A server does the same when it starts.</summary>
static class Migrate
{
    public const string Usage = "migrate --store CONNECTION [--simulated SCENARIO/SEED/DATE]";

    public static int Run(IReadOnlyList<string> words)
    {
        var given = new Given(words);
        var (store, simulated) = (given.Text("--store"), given.Text("--simulated"));
        if (store is null || given.Mistake is not null) return Refuse($"usage: Server {Usage}");
        if (StoreAddress.Fault(store) is { } fault) return Refuse($"--store {fault}");
        if (StoreMark.Check(store, simulated) is { } refusal) return Refuse(refusal);
        Console.WriteLine("the store has all that this program needs");
        return 0;
    }

    static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 64;
    }
}
