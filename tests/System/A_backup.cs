namespace SpecimenLogistics.Tests.Processes;

public sealed class A_backup
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Taken_while_the_server_is_up_comes_back_as_it_was_then()
    {
        using var away = new Folder();
        using var fresh = new Folder();
        string then;
        await using (var server = await ServerUnderTest.Start())
        {
            await server.SetClock(frozen: true);
            await Hold(server, "BX-0001");
            await server.Put(HttpMethod.Post, "roots", "{}");
            then = await State(server);
            Assert.Equal((0, true), Ended(await Day.Run("Server", "backup", "--data", server.Folder, "--to", away.Path)));
            await Hold(server, "BX-0002");
            Assert.NotEqual(then, await State(server));
        }
        Assert.Equal((0, true), Ended(await Day.Run("Server", "restore", "--from", away.Path, "--data", fresh.Path)));
        await using var restored = await ServerUnderTest.On(fresh.Path);
        Assert.Equal(then, await State(restored));
    }

    [Fact(Timeout = 120_000)]
    public async Task Of_nothing_or_onto_something_is_refused_and_one_that_was_changed_is_told()
    {
        using var away = new Folder();
        using var full = new Folder();
        await using var server = await ServerUnderTest.Start();
        await Hold(server, "BX-0001");
        Assert.Equal(64, (await Day.Run("Server", "backup", "--data", full.Path, "--to", away.Path)).Code);
        await File.WriteAllTextAsync(Path.Combine(full.Path, "mine.txt"), "", Cancel);
        Assert.Equal(64, (await Day.Run("Server", "backup", "--data", server.Folder, "--to", full.Path)).Code);
        Assert.Equal((0, true), Ended(await Day.Run("Server", "backup", "--data", server.Folder, "--to", away.Path)));

        using (var journal = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(away.Path, "journal.db")};Pooling=False"))
        {
            journal.Open();
            using var change = journal.CreateCommand();
            change.CommandText = "UPDATE fact SET occurred_at = occurred_at + 1 WHERE stream = 'box/BX-0001' AND seq = 1";
            Assert.Equal(1, change.ExecuteNonQuery());
        }
        using var fresh = new Folder();
        Assert.Equal(1, (await Day.Run("Server", "restore", "--from", away.Path, "--data", fresh.Path)).Code);
    }

    static (int, bool) Ended((int Code, string Output) ended) => (ended.Code, ended.Output.Contains("whole", StringComparison.Ordinal));

    static Task Hold(ServerUnderTest server, string box) => server.Put(HttpMethod.Post, $"boxes/{box}/hold", """{"actor":"S-0001","reason":"dropped"}""");

    static async Task<string> State(ServerUnderTest server)
    {
        await server.Until(async () => (await server.Get("status")).GetProperty("pending").GetProperty("outbox").GetInt64() == 0, "summaries to be brought");
        // The canonical lines speak of deliveries and boxes' journeys; that a box is held is in its view.
        return await server.Client.GetStringAsync(new Uri(server.Http, "/api/v1/canonical"), Cancel) + await server.Client.GetStringAsync(new Uri(server.Http, "/api/v1/boxes"), Cancel);
    }

    sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("specimen-backup-").FullName;
        public void Dispose() { if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true); }
    }
}
