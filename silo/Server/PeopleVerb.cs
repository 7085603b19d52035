using SpecimenLogistics.Journal;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Server;

/// <summary>Makes an account from the command line: the first admin has nobody who could. Prints its password, once. 64 for a wrong call.</summary>
static class PeopleVerb
{
    const string Usage = "usage: Server people add --data DIR | --store CONNECTION --staff ID --role ROLE[,ROLE] [--place PARTY] [--name NAME]";

    public static async Task<int> Run(IReadOnlyList<string> words)
    {
        var given = new Given([.. words.Skip(1)]);
        var (data, store, staff, roles) = (given.Text("--data"), given.Text("--store"), given.Text("--staff"), given.Text("--role"));
        var (place, name) = (given.Text("--place"), given.Text("--name"));
        if (words is not ["add", ..] || given.Mistake is not null || data is null == store is null || staff is null || roles is null) return Refuse(Usage);
        if (store is not null && StoreAddress.Fault(store) is { } fault) return Refuse($"--store {fault}");
        if (data is not null) System.IO.Directory.CreateDirectory(data);
        try
        {
            var password = await Accounts.Add(data is null ? null : PeopleFileOf(data), store is null ? null : StoreAddress.WithTarget(store), staff, roles.Split(','), place, name, CancellationToken.None);
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
