namespace SpecimenLogistics.Journal;

/// <summary>
/// Who belongs to the cluster: tables and statements for Orleans' ADO.NET membership, which brings none of its own and finds them by
/// the names below in a table that must be called <c>OrleansQuery</c>. Every change raises one version, compared and set in the
/// same statement, so that of two processes that change the same thing one is refused and reads again.
/// </summary>
internal static class MembershipTables
{
    const string Key = "deployment = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation";

    const string Member = """
        v.version AS "Version", m.address AS "Address", m.port AS "Port", m.generation AS "Generation", m.silo_name AS "SiloName",
        m.host_name AS "HostName", m.status AS "Status", m.proxy_port AS "ProxyPort", m.suspect_times AS "SuspectTimes",
        m.start_time AS "StartTime", m.alive_time AS "IAmAliveTime"
        """;

    /// <summary>6 is a silo that is dead.</summary>
    static readonly IReadOnlyList<(string Key, string Sql)> Queries =
    [
        ("InsertMembershipVersionKey", """
            WITH i AS (INSERT INTO member_version (deployment, version) VALUES (@DeploymentId, 0) ON CONFLICT (deployment) DO NOTHING RETURNING 1)
            SELECT count(*)::int FROM i
            """),
        ("InsertMembershipKey", $"""
            WITH v AS (
                UPDATE member_version SET version = version + 1
                WHERE deployment = @DeploymentId AND version = @Version AND NOT EXISTS (SELECT 1 FROM member WHERE {Key}) RETURNING 1),
            i AS (
                INSERT INTO member (deployment, address, port, generation, silo_name, host_name, status, proxy_port, start_time, alive_time)
                SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM v RETURNING 1)
            SELECT count(*)::int FROM i
            """),
        ("UpdateMembershipKey", $"""
            WITH v AS (
                UPDATE member_version SET version = version + 1
                WHERE deployment = @DeploymentId AND version = @Version AND EXISTS (SELECT 1 FROM member WHERE {Key}) RETURNING 1),
            u AS (
                UPDATE member SET status = @Status, suspect_times = @SuspectTimes, alive_time = @IAmAliveTime
                WHERE {Key} AND EXISTS (SELECT 1 FROM v) RETURNING 1)
            SELECT count(*)::int FROM u
            """),
        ("UpdateIAmAlivetimeKey", $"UPDATE member SET alive_time = @IAmAliveTime WHERE {Key}"),
        ("MembershipReadRowKey", $"""
            SELECT {Member} FROM member_version v
            LEFT JOIN member m ON m.deployment = v.deployment AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
            WHERE v.deployment = @DeploymentId
            """),
        ("MembershipReadAllKey", $"""
            SELECT {Member} FROM member_version v LEFT JOIN member m ON m.deployment = v.deployment WHERE v.deployment = @DeploymentId
            """),
        ("GatewaysQueryKey", """
            SELECT address AS "Address", proxy_port AS "ProxyPort", generation AS "Generation"
            FROM member WHERE deployment = @DeploymentId AND status = @Status AND proxy_port > 0
            """),
        ("DeleteMembershipTableEntriesKey", """
            WITH m AS (DELETE FROM member WHERE deployment = @DeploymentId) DELETE FROM member_version WHERE deployment = @DeploymentId
            """),
        ("CleanupDefunctSiloEntriesKey", "DELETE FROM member WHERE deployment = @DeploymentId AND alive_time < @IAmAliveTime AND status = 6"),
    ];

    public static IEnumerable<string> Keys => Queries.Select(q => q.Key);

    public static string Step { get; } = $"""
        CREATE TABLE member_version (deployment {Text} NOT NULL PRIMARY KEY, version int NOT NULL);
        CREATE TABLE member (
            deployment {Text} NOT NULL, address {Text} NOT NULL, port int NOT NULL, generation int NOT NULL, silo_name {Text} NOT NULL,
            host_name {Text} NOT NULL, status int NOT NULL, proxy_port int NOT NULL, suspect_times {Text}, start_time timestamptz NOT NULL,
            alive_time timestamptz NOT NULL, PRIMARY KEY (deployment, address, port, generation));
        CREATE TABLE OrleansQuery (QueryKey {Text} NOT NULL PRIMARY KEY, QueryText {Text} NOT NULL);
        INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES {string.Join(", ", Queries.Select(q => $"('{q.Key}', $sql${q.Sql}$sql$)"))};
        """;

    const string Text = "{text}";
}
