namespace SpecimenLogistics.Contracts;

/// <summary>What somebody needs who makes the chain again without our code: every byte that was hashed. Never written through.</summary>
public interface IEvidence
{
    /// <summary>A stream from its first fact and its head, as of one moment; null where nothing was ever stored.</summary>
    Task<ChainedStream?> Stream(string stream, CancellationToken cancel);

    /// <summary>A signed root with the text it was made from; null where this store has no such root. Not judged here.</summary>
    /// <param name="root">64 hex digits, lower case; null for the newest.</param>
    Task<RootText?> Root(string? root, CancellationToken cancel);
}

/// <param name="Head">How many facts the stream has, as its head says.</param>
/// <param name="HeadHash">The last one's hash, as its head says; empty where the head is gone.</param>
/// <param name="Facts">In order of recording, at most <see cref="Most"/> of them.</param>
public sealed record ChainedStream(string Stream, long Head, byte[] HeadHash, IReadOnlyList<ChainedFact> Facts)
{
    /// <summary>More than a box comes to in a year.</summary>
    public const int Most = 50_000;
}

/// <param name="Salt">16 bytes; null, with an empty payload, once destroyed under a retention rule: the digest still stands.</param>
/// <param name="PayloadDigest">SHA-256 over salt and payload.</param>
/// <param name="Chained">The bytes whose SHA-256 is the row's hash, where nothing was changed: its fields, this digest, and the hash of the row before.</param>
public sealed record ChainedFact(JournalRow Row, byte[]? Salt, byte[] PayloadDigest, byte[] Chained);

/// <param name="Text">UTF-8: the root is the SHA-256 of exactly these bytes. Each line names the root before, a table's or a stream's head.</param>
public sealed record RootText(SignedRoot Signed, byte[] Text);
