using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>An OpenID provider that knows one person and asks for no password.</summary>
sealed class FakeAuthority : IAsyncDisposable
{
    public const string Client = "specimen", Secret = "a-secret-of-the-client";
    readonly WebApplication app;
    readonly RSA rsa = RSA.Create(2048);
    (string Nonce, string Challenge) asked;

    FakeAuthority(WebApplication app) => this.app = app;

    /// <summary>Whom it will say the next one is.</summary>
    public string Staff { get; set; } = "S-0001";

    public Uri Address => new(app.Urls.First());

    public static async Task<FakeAuthority> Start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var authority = new FakeAuthority(builder.Build());
        authority.Map();
        await authority.app.StartAsync();
        return authority;
    }

    void Map()
    {
        var key = new RsaSecurityKey(rsa) { KeyId = "k1" };
        app.MapGet("/.well-known/openid-configuration", () => new Dictionary<string, object>
        {
            ["issuer"] = Issuer, ["authorization_endpoint"] = Issuer + "/authorize", ["token_endpoint"] = Issuer + "/token", ["jwks_uri"] = Issuer + "/keys",
            ["response_types_supported"] = new[] { "code" }, ["subject_types_supported"] = new[] { "public" }, ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        });
        app.MapGet("/keys", () =>
        {
            var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.ExportParameters(false)) { KeyId = "k1" });
            return new { keys = new[] { new { kty = jwk.Kty, kid = jwk.Kid, n = jwk.N, e = jwk.E, use = "sig", alg = "RS256" } } };
        });
        app.MapGet("/authorize", (string redirect_uri, string state, string nonce, string code_challenge) =>
        {
            asked = (nonce, code_challenge);
            return Results.Redirect($"{redirect_uri}?code=c1&state={Uri.EscapeDataString(state)}");
        });
        app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            var proof = Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
            if (form["client_secret"] != Secret || form["code"] != "c1" || proof != asked.Challenge) return Results.BadRequest();
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
            {
                Issuer = Issuer, Audience = Client, IssuedAt = now, NotBefore = now, Expires = now.AddMinutes(5), SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
                Subject = new ClaimsIdentity([new Claim("sub", "42"), new Claim("staff", Staff), new Claim("nonce", asked.Nonce), new Claim("role", "admin")]),
            });
            return Results.Json(new { access_token = "a", token_type = "Bearer", expires_in = 300, id_token = token });
        });
    }

    string Issuer => Address.ToString().TrimEnd('/');

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        rsa.Dispose();
    }
}
