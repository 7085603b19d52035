namespace SpecimenLogistics.Journal;

/// <summary>Old positions of spare trackers. They are in no chain: what stays of them is that they were destroyed.</summary>
internal readonly record struct OldTrackers(long Count, long Oldest, long Newest)
{
    public const string Kind = "tracker";

    /// <summary>Null where there are none.</summary>
    public static OldTrackers? Find(Reader reader, long keptFrom) => reader.First(
        "SELECT COUNT(*), COALESCE(MIN(received_at), 0), COALESCE(MAX(received_at), 0) FROM spare_position WHERE received_at < $1",
        r => r.GetInt64(0) == 0 ? null : (OldTrackers?)new OldTrackers(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)), keptFrom);
}

/// <summary>Destroys them and says so, in one transaction; answers how many.</summary>
internal sealed class TrackerRetentionWork(Term term, long keptFrom, Destroying destroying) : Work<long>
{
    public override string Stream => RetentionAct.Stream;

    public override void Stage(Tables tables)
    {
        Answer = 0;
        if (OldTrackers.Find(tables.Session.Reader, keptFrom) is not { } old) return;
        var delete = tables.Session.Prepare(new Command("DELETE FROM spare_position WHERE received_at < $1", [Column.Long("kept_from")]));
        delete.Add(keptFrom).EndRow();
        delete.Execute();
        destroying.Say(tables, new RetentionAct(OldTrackers.Kind, term.ToString(), keptFrom, 0, 0, old.Count, old.Oldest, old.Newest, destroying.Why, null, null));
        Answer = old.Count;
    }
}
