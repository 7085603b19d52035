using System.Net;

namespace SpecimenLogistics.Server;

/// <summary>How the wires are secured, and who may reach them.</summary>
static class WireOptions
{
    public const string Usage = "[--tls DIR [--listen ADDRESS]]";

    /// <summary>The folder of certificates; null for none, on loopback.</summary>
    public static string? Tls(Given given)
    {
        if (given.Text("--tls") is not { } folder) return null;
        if (System.IO.Directory.Exists(folder)) return Path.GetFullPath(folder);
        given.Wrong($"--tls: there is no folder {folder}");
        return null;
    }

    /// <summary>An address of this machine, or all of them; loopback where nothing is said.</summary>
    /// <param name="node">Which of several processes this is, if any: the others reach it there.</param>
    public static IPAddress Listen(Given given, Node? node)
    {
        if (given.Text("--listen") is not { } text) return IPAddress.Loopback;
        if (!IPAddress.TryParse(text, out var address)) given.Wrong($"--listen wants an address of this machine, not '{text}'");
        else if (!given.Has("--tls")) given.Wrong("--listen needs --tls DIR: what is not secured stays on loopback");
        else if (node is not null && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))) given.Wrong("--listen with --store wants one address, by which the other processes reach this one");
        else return address;
        return IPAddress.Loopback;
    }
}
