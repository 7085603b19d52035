using SpecimenLogistics.Grains;
using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Server;

/// <summary>
/// A folder's store, accounts, clock and keys in another folder, taken while the server is up, and back. Either way the copy is verified
/// before it is called one. What devices had acknowledged after the copy was taken is not in it, and they do not have it any more.
/// </summary>
static class Backup
{
    public const string Usage = "backup --data DIR --to DIR", RestoreUsage = "restore --from DIR --data DIR";

    static readonly string[] s_databases = ["journal.db", "people.db"], s_files = ["clock.json", "simulated", "root-key.pem", "roots.log"];
    const string Keys = "keys";

    public static int Take(IReadOnlyList<string> words) => Copied(words, "--data", "--to", Usage);

    public static int Restore(IReadOnlyList<string> words) => Copied(words, "--from", "--data", RestoreUsage);

    static int Copied(IReadOnlyList<string> words, string from, string to, string usage)
    {
        var given = new Given(words);
        return (given.Text(from), given.Text(to)) is ({ } source, { } copy) && given.Mistake is null ? Copied(source, copy) : Refuse($"usage: Server {usage}");
    }

    static int Copied(string from, string to)
    {
        if (!File.Exists(Path.Combine(from, s_databases[0]))) return Refuse($"there is no store in {from}");
        if (System.IO.Directory.Exists(to) && System.IO.Directory.EnumerateFileSystemEntries(to).Any()) return Refuse($"{to} is not empty; a copy goes into a folder of its own");
        try
        {
            Copy(from, to);
            return Verify.Told(Verifier.Run(to, null, Refold.View));
        }
        catch (Exception e) when (e is JournalException or IOException or UnauthorizedAccessException) { return Refuse(e.Message); }
    }

    static void Copy(string from, string to)
    {
        var made = System.IO.Directory.CreateDirectory(to);
        if (!OperatingSystem.IsWindows()) made.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        // The list of roots before the store: each root in it is in the store already then.
        foreach (var file in s_files.Where(f => File.Exists(Path.Combine(from, f)))) File.Copy(Path.Combine(from, file), Path.Combine(to, file));
        if (System.IO.Directory.Exists(Path.Combine(from, Keys)))
        {
            System.IO.Directory.CreateDirectory(Path.Combine(to, Keys));
            foreach (var key in System.IO.Directory.EnumerateFiles(Path.Combine(from, Keys))) File.Copy(key, Path.Combine(to, Keys, Path.GetFileName(key)));
        }
        foreach (var database in s_databases.Where(d => File.Exists(Path.Combine(from, d)))) SqliteCopy.Make(Path.Combine(from, database), Path.Combine(to, database));
    }

    static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 64;
    }
}
