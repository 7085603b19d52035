namespace SpecimenLogistics.Journal;

/// <summary>Where and how the store keeps its records.</summary>
public sealed class JournalOptions
{
    /// <summary>The folder that holds <c>journal.db</c>, <c>root-key.pem</c> and <c>roots.log</c>. Made where it is missing. Required.</summary>
    public string DataFolder { get; set; } = "";

    /// <summary>Requests that may wait for the writer before callers wait themselves: 512 to 1,000,000, by default 4096.</summary>
    public int QueueLength { get; set; } = 4096;

    /// <summary>Requests in one transaction at most: 1 to 4096, by default 512.</summary>
    public int PerTransaction { get; set; } = 512;

    /// <summary>Connections that read at the same time: 1 to 64, by default 4.</summary>
    public int Readers { get; set; } = 4;

    /// <summary>Each fault in one clear line; empty where there is none.</summary>
    public IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(DataFolder)) yield return "Journal: DataFolder is missing; give the folder that holds the store";
        if (QueueLength is < 512 or > 1_000_000) yield return $"Journal: QueueLength is {QueueLength}; it may be 512 to 1000000";
        if (PerTransaction is < 1 or > 4096) yield return $"Journal: PerTransaction is {PerTransaction}; it may be 1 to 4096";
        if (Readers is < 1 or > 64) yield return $"Journal: Readers is {Readers}; it may be 1 to 64";
    }
}
