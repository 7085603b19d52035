using System.Formats.Asn1;
using System.Globalization;
using System.IO.Compression;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Audit;

/// <summary>A ZIP that somebody can check with tools of his own; its README.txt says how. Texts are UTF-8, lines end in a line feed.</summary>
static class EvidencePack
{
    public static byte[] Of(AuditRecord record, RootText root, ZonedTimes times)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            ChainedFact[] facts = [.. record.Streams.SelectMany(s => s.Facts)];
            Add(zip, "README.txt", Asset("README.txt"));
            Add(zip, "verify.py", Asset("verify.py"));
            Add(zip, "timeline.csv", Utf8(TimelineCsv.Of(record, times)));
            Add(zip, "facts.jsonl", Lines(facts.Select(f => ChainJson.Line(f, record.Withholds(f)))));
            Add(zip, "facts.hex", Lines(facts.Select(f => Utf8(Convert.ToHexStringLower(f.Chained)))));
            Add(zip, "chain.txt", Lines(facts.Select(f => Utf8(string.Create(CultureInfo.InvariantCulture, $"{f.Row.Stream} {f.Row.Seq} {Convert.ToHexStringLower(f.Row.Hash)}")))));
            Add(zip, "heads.txt", root.Text);
            Add(zip, "root.json", Lines([ChainJson.Root(root.Signed, null)]));
            Add(zip, "root.txt", Utf8(Said(root.Signed)));
            Add(zip, "root.sig", Der(Convert.FromBase64String(root.Signed.Signature)));
            Add(zip, "root-key.pem", Utf8(PemEncoding.WriteString("PUBLIC KEY", Convert.FromBase64String(root.Signed.PublicKey)) + "\n"));
        }
        return bytes.ToArray();
    }

    /// <summary>What a root's signature is over.</summary>
    public static string Said(SignedRoot root) => FormattableString.Invariant($"specimen-logistics root 1\n{root.At}\n{root.Root}\n{root.Streams}\n{root.Facts}\n");

    /// <summary>Two numbers side by side become the sequence of two numbers that openssl reads.</summary>
    static byte[] Der(byte[] signature)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
            foreach (var half in signature.Chunk(signature.Length / 2))
                writer.WriteInteger(new BigInteger(half, isUnsigned: true, isBigEndian: true));
        return writer.Encode();
    }

    static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        // The same evidence is the same pack, whoever asks and when.
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var stream = entry.Open();
        stream.Write(content);
    }

    static byte[] Asset(string name)
    {
        using var stream = typeof(EvidencePack).Assembly.GetManifestResourceStream("Evidence." + name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    static byte[] Lines(IEnumerable<byte[]> lines)
    {
        using var bytes = new MemoryStream();
        foreach (var line in lines)
        {
            bytes.Write(line);
            bytes.WriteByte((byte)'\n');
        }
        return bytes.ToArray();
    }

    static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
