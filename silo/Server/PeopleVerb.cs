using SpecimenLogistics.Journal;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Server;

/// <summary>Makes an account from the command line: the first admin has nobody who could. Prints its password, once. 64 for a wrong call.</summary>
static class PeopleVerb
{
    const string Usage = "usage: Server people add --data DIR | --store CONNECTION --staff ID --role ROLE[,ROLE] [--place PARTY] [--name NAME]";

    public static async Task<int> Run(IReadOnlyList<string> words)
    {
        var given = new Dictionary<string, string>();
        for (var i = 1; i < words.Count; i += 2)
        {
            if (words[i] is not ("--data" or "--store" or "--staff" or "--role" or "--place" or "--name") || i + 1 == words.Count) return Refuse(Usage);
            given[words[i]] = words[i + 1];
        }
        if (words is not ["add", ..] || given.ContainsKey("--data") == given.ContainsKey("--store") || !given.TryGetValue("--staff", out var staff) || !given.TryGetValue("--role", out var roles)) return Refuse(Usage);
        if (given.GetValueOrDefault("--store") is { } store && StoreAddress.Fault(store) is { } fault) return Refuse($"--store {fault}");
        if (given.TryGetValue("--data", out var data)) System.IO.Directory.CreateDirectory(data);
        try
        {
            var password = await Accounts.Add(data is null ? null : PeopleFileOf(data), given.GetValueOrDefault("--store") is { } at ? StoreAddress.WithTarget(at) : null, staff, roles.Split(','), given.GetValueOrDefault("--place"), given.GetValueOrDefault("--name"), CancellationToken.None);
            Console.WriteLine($"{staff} signs on with {password}");
            Console.WriteLine("It is shown once, and has to be changed at the first sign-on.");
            return 0;
        }
        catch (AccountRefusedException why) { return Refuse(why.Message); }
    }

    public static string PeopleFileOf(string data) => Path.Combine(data, "people.db");

    static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 64;
    }
}
