using System.Text.Json;
using System.Text.Json.Serialization;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Journal;

/// <summary>
/// What two people had destroyed, as a fact in a stream of the store's own, written in the transaction that destroys it. Its actor and second actor are who;
/// payloads of this stream are never destroyed.
/// </summary>
/// <param name="Kind">As in <see cref="Terms"/>.</param>
/// <param name="KeptFrom">The first day, as microseconds since 1970 UTC of its beginning, that was still kept; null where no day counts.</param>
/// <param name="First">Of rows the first id that went, else 0.</param>
/// <param name="Through">Of rows the last one.</param>
/// <param name="Count">Rows, payloads or names.</param>
/// <param name="Oldest">When the first of it had come, microseconds since 1970 UTC; null where that is not known.</param>
/// <param name="Digest">
/// Of rows: SHA-256 over id and running hash of each commit among them, which stay (<c>kept_hash</c>). Of payloads: over <paramref name="Streams"/>, a line each. Null for names,
/// since whoever guessed one could try it.
/// </param>
internal sealed record RetentionAct(
    string Kind, string Term, long? KeptFrom, long First, long Through, long Count, long? Oldest, long? Newest, string Why, string? Digest, IReadOnlyList<EmptiedStream>? Streams)
{
    public const string Stream = "retention/store", FactKind = "records-destroyed";

    public FactEnvelope ToEnvelope(long seq, long now, StaffId by, StaffId and) => new()
    {
        Id = FactIds.Named($"{FactKind}\n{seq}"), Kind = FactKind, OccurredAt = now, ReceivedAt = now, Actor = by.Value, SecondActor = and.Value,
        Payload = JsonSerializer.SerializeToUtf8Bytes(this, RetentionJson.Default.RetentionAct),
    };

    public static RetentionAct Read(byte[] payload) => JsonSerializer.Deserialize(payload, RetentionJson.Default.RetentionAct) ?? throw new FormatException("an empty act");

    public static string DigestOf(IEnumerable<EmptiedStream> streams) =>
        RootHeads.RootOf(System.Text.Encoding.UTF8.GetBytes(string.Concat(streams.Select(s => $"{s.Stream} {s.Seq} {s.Hash} {s.View ?? "-"}\n"))));
}

/// <summary>A stream whose payloads are gone up to a row.</summary>
/// <param name="Hash">That row's hash.</param>
/// <param name="View">SHA-256 of its subject's view then, which nothing can be folded into any more; null where there was none.</param>
internal sealed record EmptiedStream(string Stream, long Seq, string Hash, string? View);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RetentionAct))]
internal sealed partial class RetentionJson : JsonSerializerContext;
