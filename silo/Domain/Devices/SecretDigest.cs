using System.Security.Cryptography;
using System.Text;

namespace SpecimenLogistics.Domain;

/// <summary>How a device's secret is kept: SHA-256 of salt and secret as UTF-8, lower-case hex. Secrets are long and random, so no slow hash.</summary>
public static class SecretDigest
{
    public static string Of(string salt, string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(salt + secret)));

    /// <summary>Takes the same time whether the first or the last byte differs.</summary>
    public static bool Matches(string digest, string salt, string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(digest), Encoding.ASCII.GetBytes(Of(salt, secret)));
}
