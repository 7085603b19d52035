namespace SpecimenLogistics.Journal;

/// <summary>
/// One hash over a whole append table, moved on once per commit: over the hash before and every row of the commit. It is
/// stored with the commit's last row.
/// </summary>
internal sealed class RunningHash(byte[] current)
{
    public const byte Version = 1;
    readonly ChainBytes _bytes = new();

    public byte[] Current { get; private set; } = current;

    /// <summary>The bytes of this commit's rows, to which each row adds its fields.</summary>
    public ChainBytes Begin()
    {
        _bytes.Start(Version);
        return _bytes.Field(Current);
    }

    public byte[] End() => Current = _bytes.Hash();

    public void Restore(byte[] earlier) => Current = earlier;
}
