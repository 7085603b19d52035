using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace SpecimenLogistics.Ui;

/// <summary>The run's token, and the cookie made from it. The cookie holds a digest: who reads it cannot act as a script.</summary>
sealed class RunToken
{
    readonly byte[] token;
    readonly byte[] cookie;

    public RunToken(IOptions<UiOptions> options)
    {
        var text = options.Value.Token;
        if (text.Length < 16) throw new InvalidOperationException("The run's token has fewer than 16 characters.");
        token = Encoding.UTF8.GetBytes(text);
        CookieValue = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("cookie\n" + text)));
        cookie = Encoding.UTF8.GetBytes(CookieValue);
        // Cookies do not know ports: two runs on one machine would overwrite each other's.
        CookieName = "control-room-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("name\n" + text)))[..8];
    }

    public string CookieName { get; }
    public string CookieValue { get; }

    public bool IsToken(string? text) => text is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text), token);
    public bool IsCookie(string? text) => text is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text), cookie);
}
