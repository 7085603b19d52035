namespace SpecimenLogistics.Journal;

/// <summary>
/// A table with what the writer remembers of it. A unit of work begins with a mark; then it is either flushed into the
/// database or undone, in memory too.
/// </summary>
internal abstract class Staged
{
    public abstract void Mark();

    /// <summary>Another writer was there since: reads again what is remembered. With one writer a store it is never called.</summary>
    public virtual void Refresh(Reader reader, Standing standing) { }

    /// <summary>Writes what was staged since the mark. May throw; then <see cref="Undo"/> follows.</summary>
    public abstract void Flush();

    /// <summary>Forgets everything since the mark.</summary>
    public abstract void Undo();
}

/// <summary>What the writer remembered was no longer so: another writer was there. Read afresh and try alone.</summary>
internal sealed class StaleMemoryException(string what) : Exception($"{what} was changed by another writer");
