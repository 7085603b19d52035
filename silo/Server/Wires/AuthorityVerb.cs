using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Server;

/// <summary>
/// A development authority and what it signs, as files. An installation that has an authority of its own needs the same
/// shapes of it (<c>deploy/README.md</c>). 64 for a wrong call; what is there already is never overwritten.
/// </summary>
static class AuthorityVerb
{
    public const string Usage = """
        authority new --out DIR [--days N]
               Server authority issue --authority DIR --out DIR [--name NAME] [--server HOST[,HOST]] [--node] [--device CODE] [--devices FILE] [--days N]
        """;

    const string Own = "authority";
    const int AuthorityDays = 3_650, UsualDays = 397, MostDays = 36_500;

    public static int Run(IReadOnlyList<string> words, TimeProvider time)
    {
        try
        {
            return words switch
            {
                ["new", ..] => New(new Given([.. words.Skip(1)]), time),
                // The one option without a value.
                ["issue", ..] => Issue(new Given([.. words.Skip(1).SelectMany(w => w == "--node" ? [w, "yes"] : new[] { w })]), time),
                _ => Refuse($"usage: Server {Usage}"),
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or WireFaultException) { return Refuse(error.Message); }
    }

    static int New(Given given, TimeProvider time)
    {
        var (folder, days) = (Folder(given, "--out"), Days(given, AuthorityDays));
        if (given.Mistake is { } mistake) return Refuse(mistake);
        if (Taken(folder, [Own]) is { } taken) return Refuse(taken);
        System.IO.Directory.CreateDirectory(folder);
        using var authority = Authority.New(days, time);
        PemFile.Write(folder, Own, authority.Certificate);
        Tell(Own, authority.Certificate);
        return 0;
    }

    static int Issue(Given given, TimeProvider time)
    {
        var (from, to, days, wanted) = (Folder(given, "--authority"), Folder(given, "--out"), Days(given, UsualDays), Wanted(given));
        if (wanted.Count == 0) given.Wrong("what is to be issued is missing: --server, --node, --device or --devices");
        if (given.Mistake is { } mistake) return Refuse(mistake);
        if (Taken(to, wanted.Select(w => w.File)) is { } taken) return Refuse(taken);
        using var authority = new Authority(PemFile.Read(from, Own).Own, time);
        System.IO.Directory.CreateDirectory(to);
        if (!PutAuthority(authority, to)) return Refuse($"{PemFile.CertificateOf(to, Own)} is another authority's");
        foreach (var (file, mark, hosts) in wanted)
        {
            using var issued = authority.Issue(mark, hosts, days);
            PemFile.Write(to, file, issued);
            if (wanted.Count < 10) Tell(file, issued);
        }
        if (wanted.Count >= 10) Console.WriteLine($"{wanted.Count} certificates in {to}");
        return 0;
    }

    /// <summary>Whoever gets a certificate needs the authority's beside it.</summary>
    static bool PutAuthority(Authority authority, string folder)
    {
        var path = PemFile.CertificateOf(folder, Own);
        if (File.Exists(path)) return PemFile.ReadAll(path).Contains(authority.Certificate);
        PemFile.WriteNew(path, authority.Certificate.ExportCertificatePem(), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        return true;
    }

    static List<(string File, Mark Mark, IReadOnlyList<string> Hosts)> Wanted(Given given)
    {
        List<(string, Mark, IReadOnlyList<string>)> wanted = [];
        string[] hosts = (given.Text("--server") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (given.Has("--server") && hosts.Length == 0 || hosts.Any(h => Uri.CheckHostName(h) == UriHostNameType.Unknown)) given.Wrong("--server wants names or addresses that it is reached by, with commas between");
        if (given.Text("--name") is { } name && !Code.IsPlain(name)) given.Wrong("--name wants letters, digits, dash, underscore and dot, 1 to 32 of them");
        if (hosts.Length > 0) wanted.Add(("server", new Mark(CertificateRole.Server, given.Text("--name") ?? "server"), hosts));
        if (given.Has("--node")) wanted.Add(("node", new Mark(CertificateRole.Node, given.Text("--name") ?? "node"), []));
        foreach (var device in Devices(given).Distinct())
            if (DeviceId.TryParse(device, out var id)) wanted.Add((id.Value, new Mark(CertificateRole.Device, id.Value), []));
            else given.Wrong($"'{device}' is not a device's code");
        return wanted;
    }

    static IEnumerable<string> Devices(Given given)
    {
        var one = given.Text("--device");
        if (given.Text("--devices") is not { } file) return one is null ? [] : [one];
        if (!File.Exists(file)) given.Wrong($"--devices: there is no file {file}");
        else return [.. one is null ? [] : new[] { one }, .. File.ReadLines(file).Select(l => l.Trim()).Where(l => l.Length > 0)];
        return [];
    }

    /// <summary>Looked at before anything is written, so that nothing is half done.</summary>
    static string? Taken(string folder, IEnumerable<string> names)
    {
        foreach (var name in names)
            foreach (var path in new[] { PemFile.KeyOf(folder, name), PemFile.CertificateOf(folder, name) })
                if (File.Exists(path)) return $"{path} is there already; it is never overwritten: give another --out";
        return null;
    }

    static string Folder(Given given, string name)
    {
        if (given.Text(name) is { Length: > 0 } folder) return Path.GetFullPath(folder);
        given.Wrong($"{name} is missing");
        return "";
    }

    static TimeSpan Days(Given given, int usual)
    {
        if (given.Text("--days") is not { } text) return TimeSpan.FromDays(usual);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MostDays) return TimeSpan.FromDays(days);
        given.Wrong($"--days wants a whole number from 1 to {MostDays}, not '{text}'");
        return TimeSpan.FromDays(usual);
    }

    static void Tell(string file, X509Certificate2 certificate) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: serial {certificate.SerialNumber}, until {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm} UTC"));

    static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 64;
    }
}
