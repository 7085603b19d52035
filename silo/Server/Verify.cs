using SpecimenLogistics.Grains;
using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Server;

/// <summary>Checks a store: chain, running hashes, roots, and every stream folded anew. Exit code 0 when whole, 1 at a break, 64 for a wrong call.</summary>
static class Verify
{
    public const string Usage = "verify --data DIR | --store CONNECTION [--data DIR] [--against ROOT]";

    public static Task<int> Run(IReadOnlyList<string> words)
    {
        var given = new Given(words);
        var (data, store, against) = (given.Text("--data"), given.Text("--store"), given.Text("--against"));
        if (given.Mistake is not null) return Refuse($"usage: Server {Usage}");
        if (store is not null && StoreAddress.Fault(store) is { } fault) return Refuse($"--store {fault}");
        if (data is null && store is null) return Refuse($"--data is missing; usage: Server {Usage}");
        try
        {
            return Task.FromResult(Told(store is null ? Verifier.Run(data!, against, Refold.View) : Verifier.RunShared(store, data, against, Refold.View)));
        }
        catch (JournalException error)
        {
            return Refuse(error.Message);
        }
    }

    internal static int Told(VerifyReport report)
    {
        Console.WriteLine(
            $"{report.Facts} facts in {report.Streams} streams, {report.Telemetry} telemetry rows, {report.Unreadable} unreadable, {report.Roots} roots, {report.Refolded} views folded anew");
        foreach (var destroyed in report.DestroyedUnder) Console.WriteLine(destroyed);
        if (report.NotRefolded > 0) Console.WriteLine($"{report.NotRefolded} views not refolded: destroyed");
        foreach (var fault in report.Breaks) Console.WriteLine(fault);
        if (report.Breaks.Count < report.BreakCount) Console.WriteLine($"and {report.BreakCount - report.Breaks.Count} more");
        Console.WriteLine(report.Ok ? "whole" : $"{report.BreakCount} breaks");
        return report.Ok ? 0 : 1;
    }

    static Task<int> Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return Task.FromResult(64);
    }
}
