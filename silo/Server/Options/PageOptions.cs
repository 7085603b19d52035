using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Server;

/// <summary>What the screens get from elsewhere.</summary>
static class PageOptions
{
    public const string Usage = "[--tiles https://HOST/{z}/{x}/{y}.png --tiles-attribution TEXT] [--oidc-authority URL --oidc-client ID --oidc-secret-file FILE]";

    /// <summary>Pictures under the map; null for none.</summary>
    public static TileSource? Tiles(Given given)
    {
        var (tiles, attribution) = (given.Text("--tiles"), given.Text("--tiles-attribution"));
        if (tiles is not null && TileSource.Fault(tiles) is { } fault) given.Wrong($"--tiles {fault}");
        if (tiles is null != attribution is null) given.Wrong("--tiles and --tiles-attribution belong together: whoever draws the tiles is named on the map");
        return tiles is null || attribution is null ? null : new TileSource(tiles, attribution);
    }

    /// <summary>An organisation's own sign-on; null for none.</summary>
    public static OidcOptions? Oidc(Given given)
    {
        string[] names = ["--oidc-authority", "--oidc-client", "--oidc-secret-file"];
        var found = given.Of(names);
        if (found.Count == 0) return null;
        if (names.Except(found).FirstOrDefault() is { } missing)
        {
            given.Wrong($"{missing} is missing: the three --oidc options belong together");
            return null;
        }
        var (address, client, secret) = (given.Text(names[0])!, given.Text(names[1])!, given.Text(names[2])!);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var authority) || !(authority.Scheme == "https" || (authority.Scheme == "http" && authority.IsLoopback)))
            given.Wrong($"--oidc-authority: '{address}' is not an https address");
        // A secret on the command line could be read by whoever lists processes.
        else if (!File.Exists(secret)) given.Wrong($"--oidc-secret-file: there is no file {secret}");
        else return new OidcOptions(authority, client, File.ReadAllText(secret).Trim());
        return null;
    }
}
