namespace SpecimenLogistics.Journal;

/// <summary>Where and how the store keeps its records.</summary>
public sealed class JournalOptions
{
    /// <summary>
    /// This process's own folder, with <c>root-key.pem</c>, <c>roots.log</c> and, where no <see cref="Store"/> is given, the store itself:
    /// <c>journal.db</c>. Made where it is missing. Required.
    /// </summary>
    public string DataFolder { get; set; } = "";

    /// <summary>A PostgreSQL database that holds the store instead, as Npgsql's connection string; several processes may share it. Null: SQLite.</summary>
    public string? Store { get; set; }

    /// <summary>The file of the key that signs roots, made at first use; null for <c>root-key.pem</c> in <see cref="DataFolder"/>.</summary>
    public string? RootKey { get; set; }

    internal string RootKeyFile => RootKey ?? Path.Combine(DataFolder, "root-key.pem");

    /// <summary>Requests that may wait for the writer before callers wait themselves: 512 to 1,000,000, by default 4096.</summary>
    public int QueueLength { get; set; } = 4096;

    /// <summary>Requests in one transaction at most: 1 to 4096, by default 512.</summary>
    public int PerTransaction { get; set; } = 512;

    /// <summary>Connections that read at the same time: 1 to 64, by default 4.</summary>
    public int Readers { get; set; } = 4;

    /// <summary>Rows of telemetry after which it is noted down what was seen, so that a start reads no more than those: 1 to 10,000,000, by default 50,000.</summary>
    public int SeenNotedEvery { get; set; } = 50_000;

    /// <summary>What a statement that reads may take where a database serves others too.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    internal Dialect Dialect() => Store is null ? new SqliteDialect(DataFolder) : new PostgresDialect(Store, Patience);

    /// <summary>Each fault in one clear line; empty where there is none.</summary>
    public IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(DataFolder)) yield return "Journal: DataFolder is missing; give the folder that holds the store";
        if (Store is not null && StoreAddress.Fault(Store) is { } fault) yield return $"Journal: Store {fault}";
        if (QueueLength is < 512 or > 1_000_000) yield return $"Journal: QueueLength is {QueueLength}; it may be 512 to 1000000";
        if (PerTransaction is < 1 or > 4096) yield return $"Journal: PerTransaction is {PerTransaction}; it may be 1 to 4096";
        if (SeenNotedEvery is < 1 or > 10_000_000) yield return $"Journal: SeenNotedEvery is {SeenNotedEvery}; it may be 1 to 10000000";
        if (Readers is < 1 or > 64) yield return $"Journal: Readers is {Readers}; it may be 1 to 64";
    }
}
