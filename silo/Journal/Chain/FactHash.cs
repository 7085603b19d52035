using System.Security.Cryptography;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>
/// A fact's place in its stream's chain. The payload stands in it as a digest only, so that payload and salt can be
/// destroyed under a retention rule and the chain still verifies.
/// </summary>
internal static class FactHash
{
    public const byte Version = 1;
    public const int Size = 32;
    public static readonly byte[] Start = new byte[Size];

    public static byte[] Of(
        ChainBytes bytes, string stream, long seq, FactEnvelope fact, long recordedAt, ReadOnlySpan<byte> payloadDigest, ReadOnlySpan<byte> previous) =>
        Describe(bytes, stream, seq, fact, recordedAt, payloadDigest, previous).Hash();

    /// <summary>What is hashed, for somebody who hashes it again.</summary>
    public static ChainBytes Describe(
        ChainBytes bytes, string stream, long seq, FactEnvelope fact, long recordedAt, ReadOnlySpan<byte> payloadDigest, ReadOnlySpan<byte> previous)
    {
        bytes.Start(Version);
        return bytes
            .Field(stream).Field(seq).Field(fact.Id).Field(fact.Kind).Field(fact.OccurredAt)
            .Field(fact.Device).Field(fact.Boot).Field(fact.Seq).Field(fact.Item).Field(fact.DeviceAt)
            .Field(fact.ReceivedAt).Field(recordedAt).Field(fact.UncertaintyMicroseconds)
            .Field(fact.Actor).Field(fact.SecondActor).Field(fact.Corrects)
            .Field(payloadDigest).Field(previous);
    }
}

/// <summary>SHA-256 over a row's own random salt and its payload: a short payload cannot be guessed from its digest.</summary>
internal static class PayloadDigest
{
    public static byte[] Of(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(payload);
        return hash.GetHashAndReset();
    }
}
