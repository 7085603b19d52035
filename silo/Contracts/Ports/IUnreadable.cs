namespace SpecimenLogistics.Contracts;

/// <summary>What could not be understood, kept with the reason; completes after the commit.</summary>
public interface IUnreadable
{
    Task Keep(UnreadableItem item, CancellationToken cancel);
    Task<IReadOnlyList<UnreadableItem>> Newest(int limit, CancellationToken cancel);
}

public sealed record UnreadableItem(string Device, string Topic, byte[] Payload, string Reason, long ReceivedAt)
{
    /// <summary>
    /// It may be kept already: the device says that it sends it again, or whether it was stored is not known. Then the same bytes
    /// of the same device under the same topic are kept once. What comes anew is kept anew, even if it looks the same.
    /// </summary>
    public bool Again { get; init; }
}

/// <summary>
/// Which telemetry (device, boot, seq) is already stored: rebuilt from the store at start. Facts are not in it: one item may be
/// several facts in several streams, of which some may be missing, so those repeats are known by fact id.
/// </summary>
public interface ISeen
{
    /// <summary>All telemetry stored, as inclusive ranges of seq.</summary>
    Task<IReadOnlyList<SeenRange>> Load(CancellationToken cancel);
}

public sealed record SeenRange(string Device, uint Boot, long FirstSeq, long LastSeq);

/// <summary>Signs a root over every stream's head and count.</summary>
public interface IRoots
{
    Task<SignedRoot> Sign(CancellationToken cancel);
}

/// <param name="Root">SHA-256 over all (stream, seq, head hash) and telemetry running hashes, hex.</param>
public sealed record SignedRoot(long At, string Root, long Streams, long Facts, string Signature, string PublicKey);
