namespace SpecimenLogistics.Journal;

/// <summary>Who does what one process alone must do, and until when. By the database's clock, since it is the one that all have in common.</summary>
internal static class LeaseTable
{
    public const string Step = "CREATE TABLE lease (what {text} NOT NULL PRIMARY KEY, holder {text} NOT NULL, until timestamptz NOT NULL)";

    public const string Hold = """
        WITH held AS (
            INSERT INTO lease (what, holder, until) VALUES ($1, $2, clock_timestamp() + $3)
            ON CONFLICT (what) DO UPDATE SET holder = excluded.holder, until = excluded.until
            WHERE lease.holder = excluded.holder OR lease.until < clock_timestamp()
            RETURNING 1)
        SELECT EXISTS (SELECT 1 FROM held), clock_timestamp()
        """;

    public const string Look = "SELECT FALSE, clock_timestamp()";

    public const string Release = "DELETE FROM lease WHERE what = $1 AND holder = $2";
}
