using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>A signed root as one line of JSON: what <c>roots.log</c> holds and what leaves the system.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SignedRoot))]
internal sealed partial class RootLine : JsonSerializerContext
{
    public static string Write(SignedRoot root) => JsonSerializer.Serialize(root, Default.SignedRoot);

    public static SignedRoot? TryRead(string line)
    {
        try { return JsonSerializer.Deserialize(line, Default.SignedRoot) is { Root: not null, Signature: not null, PublicKey: not null } root ? root : null; }
        catch (JsonException) { return null; }
    }

    public static SignedRoot Sign(ECDsa key, long at, string root, long streams, long facts) => new(
        at, root, streams, facts,
        Convert.ToBase64String(key.SignData(Said(at, root, streams, facts), HashAlgorithmName.SHA256)),
        Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));

    /// <summary>True where the line was signed by the key that it names.</summary>
    public static bool IsSigned(SignedRoot root)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(root.PublicKey), out _);
            return key.VerifyData(Said(root.At, root.Root, root.Streams, root.Facts), Convert.FromBase64String(root.Signature), HashAlgorithmName.SHA256);
        }
        catch (Exception e) when (e is FormatException or CryptographicException) { return false; }
    }

    static byte[] Said(long at, string root, long streams, long facts) =>
        Encoding.UTF8.GetBytes(FormattableString.Invariant($"specimen-logistics root 1\n{at}\n{root}\n{streams}\n{facts}\n"));
}
