using SpecimenLogistics.Server;

namespace SpecimenLogistics.Unit.Wired;

public sealed class VerbOptionTests : IDisposable
{
    readonly string folder = System.IO.Directory.CreateTempSubdirectory("specimen-verbs-").FullName;

    [Theory]
    [InlineData("people", "")]
    [InlineData("people", "remove --data OUT --staff S-1 --role admin")]
    [InlineData("people", "add --data OUT --staff S-1")]
    [InlineData("people", "add --data OUT --store Host=h;Database=d --staff S-1 --role admin")]
    [InlineData("people", "add --data OUT --staff S-1 --role admin --password secret")]
    [InlineData("people", "add --data OUT --staff S-1 --staff S-2 --role admin")]
    [InlineData("verify", "--against")]
    [InlineData("verify", "--data OUT --data OUT")]
    [InlineData("verify", "OUT")]
    [InlineData("backup", "--data OUT")]
    [InlineData("backup", "--data OUT --from OUT")]
    [InlineData("restore", "--from OUT")]
    [InlineData("migrate", "")]
    [InlineData("migrate", "--data OUT --store Host=h;Database=d")]
    public async Task A_wrong_call_is_told_how_it_is_called_and_makes_nothing(string verb, string words)
    {
        var (code, said) = await Run(verb, words);
        Assert.Equal(64, code);
        Assert.Contains($"usage: Server {verb} ", said);
        Assert.False(System.IO.Directory.Exists(Path.Combine(folder, "out")));
    }

    [Theory]
    [InlineData("people", "add --store Host=h;Database= --staff S-1 --role admin", "--store names no Database")]
    [InlineData("verify", "--store Database=d", "--store names no Host")]
    [InlineData("migrate", "--store nonsense", "--store is no connection string")]
    [InlineData("verify", "", "--data is missing; usage: Server verify ")]
    [InlineData("backup", "--to OUT --data NOWHERE", "there is no store in ")]
    [InlineData("restore", "--data OUT --from NOWHERE", "there is no store in ")]
    public async Task What_cannot_be_is_told_in_whatever_order_it_was_given(string verb, string words, string told)
    {
        var (code, said) = await Run(verb, words);
        Assert.Equal(64, code);
        Assert.Contains(told, said);
    }

    async Task<(int, string)> Run(string verb, string words)
    {
        string[] asked = [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w switch { "OUT" => Path.Combine(folder, "out"), "NOWHERE" => Path.Combine(folder, "nowhere"), _ => w })];
        // What other tests say at the same time is in it too.
        var (usual, heard) = (Console.Error, new StringWriter());
        Console.SetError(heard);
        try
        {
            return (verb switch
            {
                "people" => await PeopleVerb.Run(asked),
                "verify" => await Verify.Run(asked),
                "backup" => Backup.Take(asked),
                "restore" => Backup.Restore(asked),
                _ => Migrate.Run(asked),
            }, heard.ToString());
        }
        finally { Console.SetError(usual); }
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);
}
