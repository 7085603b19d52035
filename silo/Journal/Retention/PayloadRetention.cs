using System.Security.Cryptography;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Journal;

/// <summary>A stream of which nothing was heard for the term, and that is over.</summary>
/// <param name="Facts">Payloads that are still there.</param>
internal readonly record struct OldStream(string Stream, long Seq, long Facts, long Oldest, long Newest)
{
    /// <summary>What is not named here is kept for ever: the programme, its places, vehicles and devices.</summary>
    const string Of = "(stream LIKE 'box/%' OR stream LIKE 'delivery/%' OR stream LIKE 'incident/%' OR stream LIKE 'plan/%')";

    public static List<OldStream> Find(Reader reader, long keptFrom, Func<string, byte[]?, bool> isOver)
    {
        var old = reader.Query(
            $"""
            SELECT stream, MAX(seq), SUM(CASE WHEN payload IS NULL THEN 0 ELSE 1 END), MIN(recorded_at), MAX(recorded_at) FROM fact WHERE {Of}
            GROUP BY stream HAVING MAX(recorded_at) < $1 AND SUM(CASE WHEN payload IS NULL THEN 0 ELSE 1 END) > 0 ORDER BY stream
            """, r => new OldStream(r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4)), keptFrom);
        return [.. old.Where(o => IsQuiet(reader, o.Stream) && isOver(o.Stream, ViewOf(reader, o.Stream)))];
    }

    /// <summary>It waits for nothing, has nothing to say and nothing is on its way to it.</summary>
    public static bool IsQuiet(Reader reader, string stream) =>
        reader.Number("SELECT COUNT(*) FROM deadline WHERE stream = $1", stream) == 0 && reader.Number("SELECT COUNT(*) FROM outbox WHERE sender = $1 OR receiver = $2", stream, stream) == 0;

    public static byte[]? ViewOf(Reader reader, string stream) => Subject.TryParse(stream, out var subject)
        ? reader.First("SELECT view FROM entity_state WHERE kind = $1 AND id = $2", r => r.Bytes(0), Subject.Word(subject.Kind), subject.Id) : null;
}

/// <summary>Destroys payloads and salts of streams that are over, with the index of their tubes, and says so, in one transaction; answers how many payloads.</summary>
internal sealed class PayloadRetentionWork(IReadOnlyList<OldStream> streams, Term term, long keptFrom, Destroying destroying) : Work<long>
{
    /// <summary>So many at a time, since others wait for their turn meanwhile.</summary>
    public const int Most = 100;

    public override string Stream => RetentionAct.Stream;

    public override void Stage(Tables tables)
    {
        var (session, reader) = (tables.Session, tables.Session.Reader);
        // Something may have come since they were looked for.
        var still = streams.Where(s => reader.Number("SELECT seq FROM stream_head WHERE stream = $1", s.Stream) == s.Seq && OldStream.IsQuiet(reader, s.Stream)).ToList();
        Answer = 0;
        if (still.Count == 0) return;
        var emptied = still.ConvertAll(s => new EmptiedStream(
            s.Stream, s.Seq, RootHeads.Hex(reader.First("SELECT hash FROM stream_head WHERE stream = $1", r => (byte[])r[0], s.Stream)!),
            OldStream.ViewOf(reader, s.Stream) is { } view ? RootHeads.Hex(SHA256.HashData(view)) : null));
        Run(session, "UPDATE fact SET payload = NULL, salt = NULL WHERE stream = $1 AND payload IS NOT NULL", still.Select(s => s.Stream));
        // One look through the index for all of them; a box's code has no letter that means something in a statement.
        var boxes = still.Select(s => s.Stream.Split('/', 2)).Where(s => s[0] == "box" && Code.IsPlain(s[1])).Select(s => $"'{s[1]}'").ToList();
        if (boxes.Count > 0) session.Run($"DELETE FROM tube WHERE box IN ({string.Join(", ", boxes)})");
        Answer = still.Sum(s => s.Facts);
        destroying.Say(tables, new RetentionAct(
            "custody", term.ToString(), keptFrom, 0, 0, Answer, still.Min(s => s.Oldest), still.Max(s => s.Newest), destroying.Why, RetentionAct.DigestOf(emptied), emptied));
    }

    static void Run(WriteSession session, string sql, IEnumerable<string> each)
    {
        foreach (var value in each)
        {
            var statement = session.Prepare(new Command(sql, [Column.Text("stream")]));
            statement.Add(value).EndRow();
            statement.Execute();
        }
    }
}
