using SpecimenLogistics.Tests.Postgres;

namespace SpecimenLogistics.Tests.Processes;

public sealed class A_store_in_a_database
{
    const string Token = "a-token-of-a-test-run";

    [Theory(Timeout = 60_000)]
    [InlineData("nonsense", "--store is no connection string; it looks like Host=db1;Database=specimens;Username=specimens")]
    [InlineData("Database=x;Password=secret", "--store names no Host")]
    [InlineData("Host=db1;Password=secret", "--store names no Database")]
    public async Task that_is_given_wrongly_is_refused_in_one_line_by_serve_and_verify(string store, string said)
    {
        using var folder = new Folder();
        Assert.Equal((64, said), Line(await Day.Run("Server", "serve", "--data", folder.Path, "--token", Token, "--store", store)));
        Assert.Equal((64, said), Line(await Day.Run("Server", "verify", "--store", store)));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("--store", "--advertised-silo-port needs a --silo-port that it leads to")]
    [InlineData("--heartbeat", "--advertised-silo-port is for several processes on one --store")]
    public async Task whose_process_is_to_be_known_by_a_port_that_leads_nowhere_is_refused_in_one_line(string option, string said)
    {
        using var folder = new Folder();
        var value = option == "--store" ? "Host=db1,db2;Database=x" : "http://localhost/";
        Assert.Equal((64, said), Line(await Day.Run("Server", "serve", "--data", folder.Path, "--token", Token, option, value, "--advertised-silo-port", "5000")));
    }

    [Fact(Timeout = 60_000)]
    public async Task that_is_not_there_is_told_in_one_line()
    {
        using var folder = new Folder();
        var (code, said) = Line(await Day.Run("Server", "serve", "--data", folder.Path, "--token", Token, "--store", "Host=/nowhere;Database=x;Username=x"));
        Assert.Equal(64, code);
        Assert.StartsWith("the database x at /nowhere cannot be used: ", said);
        Assert.DoesNotContain("\n", said);
    }

    [Fact(Timeout = 120_000)]
    public async Task is_made_ready_by_a_verb_and_holds_accounts_too()
    {
        var store = PrivatePostgres.Shared.NewStore();
        string[] add = ["people", "add", "--store", store, "--staff", "S-0001", "--role", "admin"];
        for (var times = 0; times < 2; times++) Assert.Equal((0, "the store has all that this program needs"), Line(await Day.Run("Server", "migrate", "--store", store)));
        Assert.StartsWith("S-0001 signs on with ", Line(await Day.Run("Server", add)).Item2);
        Assert.Equal(64, (await Day.Run("Server", add)).Code);
        Assert.Equal(64, (await Day.Run("Server", [.. add, "--data", "somewhere"])).Code);
    }

    [Fact(Timeout = 120_000)]
    public async Task that_is_a_replays_serves_no_other_whatever_folder_it_comes_with()
    {
        var store = PrivatePostgres.Shared.NewStore();
        await using (await ServerUnderTest.Start(store)) { }
        using var folder = new Folder();
        var (code, said) = Line(await Day.Run("Server", "serve", "--data", folder.Path, "--token", Token, "--store", store));
        Assert.Equal(64, code);
        Assert.EndsWith("holds the simulation day12/1/2020-09-06; it cannot serve a real programme", said);
        var verified = await Day.Run("Server", "verify", "--store", store);
        Assert.True(verified.Code == 0, verified.Output);
    }

    static (int, string) Line((int Code, string Output) ended) => (ended.Code, ended.Output.TrimEnd());

    sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("specimen-store-").FullName;
        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
