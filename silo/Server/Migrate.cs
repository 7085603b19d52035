using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Server;

/// <summary>Makes a store's tables or brings them up to this program, forward only, and looks whether all it needs is there. A server does the same when it starts.</summary>
static class Migrate
{
    public const string Usage = "migrate --store CONNECTION [--simulated SCENARIO/SEED/DATE]";

    public static int Run(IReadOnlyList<string> words)
    {
        if (words is not (["--store", _] or ["--store", _, "--simulated", _])) return Refuse($"usage: Server {Usage}");
        if (StoreAddress.Fault(words[1]) is { } fault) return Refuse($"--store {fault}");
        if (StoreMark.Check(words[1], words.Count > 2 ? words[3] : null) is { } refusal) return Refuse(refusal);
        Console.WriteLine("the store has all that this program needs");
        return 0;
    }

    static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 64;
    }
}
