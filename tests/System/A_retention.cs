using SpecimenLogistics.Tests.Mqtt;

namespace SpecimenLogistics.Tests.Processes;

public sealed class A_retention
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;
    static readonly string[] s_two = ["--dry-run", "no", "--by", "S-0001", "--and", "S-0002", "--why", "the programme's rule"];

    [Fact(Timeout = 240_000)]
    public async Task Looks_while_the_server_is_up_destroys_when_it_is_down_and_the_store_serves_and_verifies_afterwards()
    {
        await using var server = await ServerUnderTest.Start();
        await server.SetClock(frozen: true);
        await server.Put(HttpMethod.Post, "boxes/BX-0001/hold", """{"actor":"S-0001","reason":"dropped"}""");
        await server.Put(HttpMethod.Post, "roots", "{}");
        await Drive(server, 1, 50);
        await server.Put(HttpMethod.Put, "clock", """{"now":"2021-09-06T01:00:00Z","rate":1,"frozen":true}""");
        var then = await State(server);
        var (code, said) = await Day.Run("Server", "retain", "--data", server.Folder);
        Assert.Equal((0, true, true), (code, said.Contains("position: 50, of 2020-09-06 to 2020-09-06; kept from 2021-06-08 on (90 days)", StringComparison.Ordinal), said.Contains("custody: 0; kept for ever", StringComparison.Ordinal)));
        Assert.Equal((64, $"the store in {server.Folder} is in use by another process"), await Retain(server.Folder, s_two));

        await server.Kill();
        (code, said) = await Retain(server.Folder, s_two);
        Assert.True(code == 0, said);
        await server.StartAgain();
        await server.Until(server.IsReady, "the server to be ready");
        Assert.Equal(then, await State(server));
        await server.Kill();
        (code, said) = await Day.Verify(server.Folder);
        Assert.True(code == 0, said);
        Assert.Contains("destroyed: 50 of position (90 days)", said);
        Assert.Contains("by S-0001 and S-0002: the programme's rule (retention/store at 1", said);
    }

    [Fact(Timeout = 240_000)]
    public async Task Of_a_database_goes_on_beside_the_server()
    {
        var store = Postgres.PrivatePostgres.Shared.NewStore();
        await using var server = await ServerUnderTest.Start(store);
        await Drive(server, 1, 50);
        await server.Put(HttpMethod.Put, "clock", """{"now":"2021-09-06T01:00:00Z","rate":60,"frozen":false}""");
        var (code, said) = await Day.Run("Server", ["retain", "--store", store, .. s_two]);
        Assert.True(code == 0 && said.Contains("position: 50, of 2020-09-06 to 2020-09-06", StringComparison.Ordinal), said);
        await Drive(server, 51, 60);
        (code, said) = await Day.Run("Server", "verify", "--store", store, "--data", server.Folder);
        Assert.True(code == 0 && said.Contains("destroyed: 50 of position (90 days)", StringComparison.Ordinal), said);
    }

    static async Task Drive(ServerUnderTest server, int from, int to)
    {
        using var vehicle = await Attacks.RawLine.SignOn(server.Mqtt, ServerUnderTest.Vehicle, Cancel);
        for (var seq = from; seq <= to; seq++)
        {
            await vehicle.Write(MqttBytes.Publish((ushort)seq, Said.PositionTopic, System.Text.Encoding.UTF8.GetBytes(Said.Position(seq))), Cancel);
            await vehicle.Read(4, Cancel);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Is_refused_in_one_line_where_two_different_people_with_accounts_and_a_reason_are_not_there()
    {
        await using var server = await ServerUnderTest.Start();
        var (_, made) = await Day.Run("Server", "people", "add", "--data", server.Folder, "--staff", "S-0001", "--role", "admin", "--name", "Somebody");
        Assert.Contains("signs on with", made);
        await server.Kill();
        Assert.Equal((64, "S-0002 has no account"), await Retain(server.Folder, s_two));
        Assert.Equal((64, "--by, --and, --why: it takes two different people"), await Retain(server.Folder, "--dry-run", "no", "--by", "S-0001", "--and", "s-0001", "--why", "x"));
        Assert.Equal((64, "to destroy takes two people and a reason: --by STAFF --and STAFF --why TEXT"), await Retain(server.Folder, "--dry-run", "no"));
        Assert.Equal((64, "--dry-run must be yes or no, not 'perhaps'"), await Retain(server.Folder, "--dry-run", "perhaps"));
        var terms = Path.Combine(server.Folder, "terms.txt");
        await File.WriteAllTextAsync(terms, "custody 3 days\n", Cancel);
        Assert.Equal((64, $"--terms {terms}: custody is kept a year at least"), await Retain(server.Folder, "--terms", terms));
        await File.WriteAllTextAsync(terms, "names all\n", Cancel);
        await Day.Run("Server", "people", "add", "--data", server.Folder, "--staff", "S-0002", "--role", "dispatcher", "--name", "Chan Tai Man");
        var (code, said) = await Retain(server.Folder, [.. s_two, "--terms", terms]);
        Assert.True(code == 0 && said.Contains("names: 2, of accounts: all", StringComparison.Ordinal), said);
        Assert.DoesNotContain("Chan Tai Man", string.Concat(Directory.EnumerateFiles(server.Folder, "people.db*").Select(f => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(f)))));
        (code, said) = await Day.Verify(server.Folder);
        Assert.True(code == 0 && said.Contains("destroyed: 2 of names (all)", StringComparison.Ordinal), said);
    }

    static async Task<(int, string)> Retain(string folder, params string[] more)
    {
        var (code, said) = await Day.Run("Server", ["retain", "--data", folder, .. more]);
        return (code, said.Trim());
    }

    static async Task<string> State(ServerUnderTest server) =>
        await server.Client.GetStringAsync(new Uri(server.Http, "/api/v1/canonical"), Cancel) + await server.Client.GetStringAsync(new Uri(server.Http, "/api/v1/boxes"), Cancel);
}
