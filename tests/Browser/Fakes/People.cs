using System.Net;
using System.Security.Cryptography;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>People who sign on, without a browser.</summary>
static class People
{
    public static HttpClient Stranger(UiHost host, out CookieContainer cookies)
    {
        cookies = new CookieContainer();
        return new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = host.Address };
    }

    /// <summary>One click of whoever has the simulation's link; the link's own cookie is left behind.</summary>
    public static async Task<HttpClient> As(UiHost host, Role role)
    {
        using var link = Stranger(host, out var cookies);
        await link.GetAsync($"/?token={UiHost.Token}");
        using var answer = await link.PostAsync("/sign-on/as", Form(("role", role.ToString())));
        if (answer.StatusCode != HttpStatusCode.Found) throw new InvalidOperationException($"one click answered {(int)answer.StatusCode}");
        var person = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Address };
        var cookie = cookies.GetCookies(host.Address).Single(c => c.Name.StartsWith("person-", StringComparison.Ordinal));
        person.DefaultRequestHeaders.Add("Cookie", $"{cookie.Name}={cookie.Value}");
        return person;
    }

    public static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    /// <summary>What an authenticator shows for a key: RFC 6238, six figures, half a minute.</summary>
    public static string TotpCode(string key, DateTimeOffset now)
    {
        var counter = BitConverter.GetBytes(now.ToUnixTimeSeconds() / 30);
        if (BitConverter.IsLittleEndian) Array.Reverse(counter);
#pragma warning disable CA5350 // RFC 6238 says SHA-1.
        var hash = HMACSHA1.HashData(Base32(key), counter);
#pragma warning restore CA5350
        var at = hash[^1] & 15;
        var number = ((hash[at] & 0x7f) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3];
        return (number % 1_000_000).ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
    }

    static byte[] Base32(string text)
    {
        var (bits, length, bytes) = (0, 0, new List<byte>());
        foreach (var letter in text)
        {
            (bits, length) = ((bits << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), length + 5);
            if (length < 8) continue;
            length -= 8;
            bytes.Add((byte)(bits >> length));
            bits &= (1 << length) - 1;
        }
        return [.. bytes];
    }
}
