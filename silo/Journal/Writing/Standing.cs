namespace SpecimenLogistics.Journal;

/// <summary>
/// Where the numbers of a store stand: asked in one question after another writer's turn, so that only what moved is read again.
/// It is asked with the turn taken, when nobody can move them.
/// </summary>
/// <param name="Position">The last position of a view.</param>
/// <param name="Queued">The last place in the outbox's queue.</param>
/// <param name="Timed">The last position that is found by its time.</param>
/// <param name="Root">The last root.</param>
/// <param name="Counts">Each append table's rows.</param>
internal sealed record Standing(long Position, long Queued, long Timed, long Root, IReadOnlyDictionary<string, long> Counts)
{
    static readonly string Question =
        $"""
        SELECT (SELECT MAX(position) FROM entity_state), (SELECT MAX(queued) FROM outbox), (SELECT until FROM position_timed), (SELECT MAX(id) FROM root),
        {string.Join(", ", RootHeads.TableNames.Select(KeptHashes.EndOf))}
        """;

    public static Standing Read(Reader reader) => reader.First(Question, r => new Standing(
        r.Long(0) ?? 0, r.Long(1) ?? 0, r.Long(2) ?? 0, r.Long(3) ?? 0, RootHeads.TableNames.Index().ToDictionary(t => t.Item, t => r.Long(4 + t.Index) ?? 0)))!;
}
