namespace SpecimenLogistics.Journal;

/// <summary>One process per data folder: a lock the system lets go of when the process ends, however it ends.</summary>
internal sealed class StoreLock : IDisposable
{
    readonly FileStream _file;

    public StoreLock(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            _file = new FileStream(Path.Combine(folder, "journal.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new JournalException($"the store in {folder} is in use by another process", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
