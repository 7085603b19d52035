using Npgsql;

namespace SpecimenLogistics.Unit.Journal;

/// <summary>Our statements for Orleans' membership: a change counts only for whoever knew the last version, and one that is refused changes nothing.</summary>
public sealed class MembershipTests : IDisposable
{
    readonly TestStore _store = new(On.Postgres);

    public MembershipTests()
    {
        _ = _store.Journal;
        Assert.Equal(1, Ask("InsertMembershipVersionKey"));
        Assert.Equal(0, Ask("InsertMembershipVersionKey"));
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Of_many_that_join_with_the_same_version_one_does()
    {
        var joined = await Task.WhenAll(Enumerable.Range(1, 20).Select(port => Task.Run(() => Ask("InsertMembershipKey", port, version: 0))));
        Assert.Equal(1, joined.Sum());
        Assert.Equal((1L, 1L), (_store.Number("SELECT version::bigint FROM member_version"), _store.Number("SELECT COUNT(*) FROM member")));
    }

    [Fact]
    public void A_change_by_who_knew_an_older_version_or_of_a_silo_that_is_not_there_changes_nothing()
    {
        Assert.Equal(1, Ask("InsertMembershipKey", port: 1, version: 0));
        Assert.Equal(0, Ask("InsertMembershipKey", port: 1, version: 1));
        Assert.Equal(0, Ask("UpdateMembershipKey", port: 1, version: 0, status: 6));
        Assert.Equal(0, Ask("UpdateMembershipKey", port: 2, version: 1, status: 6));
        Assert.Equal((1L, 3L), (_store.Number("SELECT version::bigint FROM member_version"), _store.Number("SELECT status::bigint FROM member")));
        Assert.Equal(1, Ask("UpdateMembershipKey", port: 1, version: 1, status: 6));
        Assert.Equal((2L, 6L), (_store.Number("SELECT version::bigint FROM member_version"), _store.Number("SELECT status::bigint FROM member")));
    }

    [Fact]
    public void Only_the_dead_are_cleared_away()
    {
        Ask("InsertMembershipKey", port: 1, version: 0);
        Ask("InsertMembershipKey", port: 2, version: 1);
        Ask("UpdateMembershipKey", port: 2, version: 2, status: 6);
        Ask("CleanupDefunctSiloEntriesKey", alive: DateTime.UnixEpoch.AddDays(1));
        Assert.Equal(2, _store.Number("SELECT COUNT(*) FROM member"));
        Ask("CleanupDefunctSiloEntriesKey", alive: DateTime.UnixEpoch.AddDays(90));
        Assert.Equal(1, _store.Number("SELECT MAX(port)::bigint FROM member"));
    }

    [Fact]
    public void A_database_that_lacks_one_of_them_is_refused_before_it_serves()
    {
        _store.Close();
        _store.Sql("DELETE FROM orleansquery WHERE querykey = 'GatewaysQueryKey'");
        _store.Reopen();
        Assert.Contains("no statement GatewaysQueryKey", Assert.Throws<SpecimenLogistics.Journal.JournalException>(() => _store.Journal).Message);
    }

    int Ask(string key, int port = 0, int version = 0, int status = 3, DateTime? alive = null)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_store.Store) { Pooling = false }.ToString());
        connection.Open();
        using var find = new NpgsqlCommand("SELECT querytext FROM orleansquery WHERE querykey = @key", connection);
        find.Parameters.AddWithValue("key", key);
        using var ask = new NpgsqlCommand((string)find.ExecuteScalar()!, connection);
        var then = alive ?? DateTime.UnixEpoch.AddDays(30);
        foreach (var (name, value) in (IEnumerable<(string, object)>)
                 [("DeploymentId", "test"), ("Address", "10.0.0.1"), ("Port", port), ("Generation", 1), ("SiloName", "s"), ("HostName", "h"), ("Status", status),
                  ("ProxyPort", 30000), ("StartTime", then), ("IAmAliveTime", then), ("Version", version), ("SuspectTimes", DBNull.Value)])
            ask.Parameters.AddWithValue(name, value);
        return ask.ExecuteScalar() is int changed ? changed : 0;
    }
}
