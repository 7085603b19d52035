using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Journal;

/// <summary>Who destroys, and why.</summary>
/// <param name="Why">A sentence of a person: it stays for ever.</param>
public sealed record Destroying(StaffId By, StaffId And, string Why)
{
    public const int LongestWhy = 300;

    /// <summary>What is wrong with it, as a sentence; null where nothing is.</summary>
    public string? Fault =>
        string.Equals(By.Value, And.Value, StringComparison.OrdinalIgnoreCase) ? "it takes two different people"
        : string.IsNullOrWhiteSpace(Why) || Why.Length > LongestWhy || Why.Any(char.IsControl) ? $"the reason is a sentence of at most {LongestWhy} characters"
        : null;

    /// <summary>Stages the act with what it did.</summary>
    internal void Say(Tables tables, RetentionAct act)
    {
        var from = tables.Heads.Of(RetentionAct.Stream, -1);
        var to = tables.Facts.Add(RetentionAct.Stream, from, act.ToEnvelope(from.Seq + 1, tables.RecordedAt, By, And), tables.RecordedAt);
        tables.Heads.Move(RetentionAct.Stream, from, to);
    }
}

/// <summary>Says that something outside the store is about to be destroyed: never the other way about, so that nothing goes without a word.</summary>
internal sealed class SaidWork(RetentionAct act, Destroying destroying) : Work<bool>
{
    public override string Stream => RetentionAct.Stream;

    public override void Stage(Tables tables)
    {
        destroying.Say(tables, act);
        Answer = true;
    }
}
