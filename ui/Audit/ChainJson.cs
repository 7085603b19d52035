using System.Globalization;
using System.Text;
using System.Text.Json;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ui.Audit;

/// <summary>
/// Facts as anybody can hash them again: every field under the name that the pack's README gives it, whole numbers as text (they are
/// longer than a double is exact), bytes as hex, the payload as the text that was stored.
/// </summary>
static class ChainJson
{
    public static byte[] Of(AuditRecord record, SignedRoot? newest) => Written(json =>
    {
        json.WriteStartObject();
        json.WriteString("subject", record.Subject.Value);
        json.WriteStartArray("streams");
        foreach (var stream in record.Streams)
        {
            json.WriteStartObject();
            json.WriteString("stream", stream.Stream);
            json.WriteString("head", Text(stream.Head));
            json.WriteString("head_hash", Hex(stream.HeadHash));
            json.WriteStartArray("facts");
            foreach (var fact in stream.Facts) Fact(json, fact, record.Withholds(fact));
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("newest_root", newest?.Root);
        json.WriteEndObject();
    });

    /// <summary>One line of the pack's <c>facts.jsonl</c>, without its end.</summary>
    public static byte[] Line(ChainedFact fact, bool withheld) => Written(json => Fact(json, fact, withheld));

    /// <summary>A signed root, with the text it is the hash of where that is wanted.</summary>
    public static byte[] Root(SignedRoot root, byte[]? text) => Written(json =>
    {
        json.WriteStartObject();
        json.WriteString("at", Text(root.At));
        json.WriteString("root", root.Root);
        json.WriteString("streams", Text(root.Streams));
        json.WriteString("facts", Text(root.Facts));
        json.WriteString("signature", root.Signature);
        json.WriteString("public_key", root.PublicKey);
        if (text is not null) json.WriteString("text", Encoding.UTF8.GetString(text));
        json.WriteEndObject();
    });

    static void Fact(Utf8JsonWriter json, ChainedFact fact, bool withheld)
    {
        var (row, f) = (fact.Row, fact.Row.Fact);
        json.WriteStartObject();
        json.WriteString("stream", row.Stream);
        json.WriteString("seq", Text(row.Seq));
        json.WriteString("id", Hex(f.Id.ToByteArray(bigEndian: true)));
        json.WriteString("kind", f.Kind);
        json.WriteString("occurred_at", Text(f.OccurredAt));
        json.WriteString("device", f.Device);
        json.WriteString("boot", Text(f.Boot));
        json.WriteString("device_seq", Text(f.Seq));
        json.WriteString("item", Text(f.Item));
        json.WriteString("device_at", f.DeviceAt is { } at ? Text(at) : null);
        json.WriteString("received_at", Text(f.ReceivedAt));
        json.WriteString("recorded_at", Text(row.RecordedAt));
        json.WriteString("uncertainty", Text(f.UncertaintyMicroseconds));
        json.WriteString("actor", f.Actor);
        json.WriteString("second_actor", f.SecondActor);
        json.WriteString("corrects", f.Corrects is { } id ? Hex(id.ToByteArray(bigEndian: true)) : null);
        // A digest whose salt stays here tells nobody what it was made from.
        json.WriteString("salt", withheld || fact.Salt is null ? null : Hex(fact.Salt));
        json.WriteString("payload", withheld || fact.Salt is null ? null : Encoding.UTF8.GetString(f.Payload));
        json.WriteString("left_out", withheld ? "withheld" : fact.Salt is null ? "destroyed" : null);
        json.WriteString("payload_digest", Hex(fact.PayloadDigest));
        json.WriteString("hash", Hex(row.Hash));
        json.WriteEndObject();
    }

    static byte[] Written(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes)) write(json);
        return bytes.ToArray();
    }

    static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
