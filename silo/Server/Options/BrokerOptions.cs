using SpecimenLogistics.Ingest;

namespace SpecimenLogistics.Server;

/// <summary>A broker of somebody else's that devices connect to.</summary>
static class BrokerOptions
{
    public const string Usage = "[--broker mqtt://HOST:PORT [--broker-user NAME --broker-password-file FILE]]";

    const int Plain = 1883, Secured = 8883;

    /// <summary>null where devices connect here.</summary>
    /// <param name="node">Which of several processes this is, if any: each has a name of its own at the broker.</param>
    public static BrokerAddress? Of(Given given, Node? node)
    {
        if (given.Text("--broker") is not { } text)
        {
            if (given.Of("--broker-user", "--broker-password-file") is [var alone, ..]) given.Wrong($"{alone} needs --broker");
            return null;
        }
        if (given.Has("--mqtt")) given.Wrong("--mqtt is a port for devices, and --broker is where they connect instead: one of them");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("mqtt" or "mqtts") || address.Host.Length == 0 || address is not { PathAndQuery: "/" or "", UserInfo: "" })
        {
            given.Wrong($"--broker wants mqtt://HOST:PORT or mqtts://HOST:PORT, not '{text}'");
            return null;
        }
        var secured = address.Scheme == "mqtts";
        if (!secured && !address.IsLoopback) given.Wrong("--broker: what is not secured stays on this machine; another's is mqtts://");
        var (user, file) = (given.Text("--broker-user"), given.Text("--broker-password-file"));
        if (user is null != file is null) given.Wrong("--broker-user and --broker-password-file belong together");
        // A password on the command line could be read by whoever lists processes.
        else if (file is not null && !File.Exists(file)) given.Wrong($"--broker-password-file: there is no file {file}");
        else return new BrokerAddress(address.Host, address.Port > 0 ? address.Port : secured ? Secured : Plain, secured, $"specimen-gateway-{node?.Name ?? "one"}", user, file is null ? null : File.ReadAllText(file).Trim());
        return null;
    }
}
