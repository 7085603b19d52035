namespace SpecimenLogistics.Journal;

/// <summary>
/// Several processes write one database by taking turns: a transaction begins with a lock on the one row of <c>turn</c>, and
/// PostgreSQL lets go of it only after the commit can be seen. So at any time there is one writer, as with SQLite, and all that
/// rests on that holds here: a stream's head cannot fork, the ids of append tables are dense and their running hash is one, what
/// was stored already is known exactly, and the positions that views get are in the order of their commits, so that who reads on
/// from one can never have passed a row that came late. Turns cost little: with group commit one connection was faster than
/// sixteen (8,916 against 6,661 appends a second). The numbers themselves stay with the rows they number.
/// <para>
/// What a process remembers is right while no other had a turn since its own last, which the row's number says; else it reads
/// again what others wrote (<see cref="Staged.Refresh"/>). A process that stops in the middle of its turn would hold up all
/// others, so the database ends its connection: see <see cref="Settings"/>. After a lost connection nobody knows whether the
/// last commit was; the next turn comes only when the database has decided that, so that what is read then is the answer.
/// </para>
/// </summary>
internal static class PostgresTurn
{
    public const string Step = """
        CREATE TABLE turn (one boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (one), number {long} NOT NULL, facts {long} NOT NULL);
        INSERT INTO turn (number, facts) SELECT 0, COALESCE(SUM(seq), 0) FROM stream_head;
        """;

    /// <summary>For a session that writes: six seconds without a word in a turn, when its process stands still, or fifteen of a network that is gone, end it.</summary>
    public const string Settings = """
        SET idle_in_transaction_session_timeout = '6s'; SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 3;
        SET tcp_keepalives_count = 3; SET tcp_user_timeout = '15s'; SET client_min_messages = warning;
        """;

    /// <summary>The wait for the turn counts as the statement's time: whoever waits longer gives up, and is told so.</summary>
    public const string Take =
        "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL statement_timeout = '30s'; SELECT number, facts FROM turn FOR UPDATE";

    /// <summary>One at a time for each schema of a database; its transaction's end lets go of it.</summary>
    public const string TakeSchema =
        "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(hashtext('specimen-logistics'), hashtext(current_schema()))";
}
