using System.Diagnostics;
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using SpecimenLogistics.Tests.Postgres;

namespace SpecimenLogistics.Tests.Processes;

/// <summary>A server with <c>--tls</c>, as browsers, a publisher that somebody else wrote, and other processes find it.</summary>
public sealed class Secured_wires
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Let_in_who_has_a_certificate_as_whom_it_names_and_nobody_else()
    {
        using TestAuthority ours = await TestAuthority.Make(), another = await TestAuthority.Make();
        var (scanner, vehicle, foreign) = (await ours.Device(ServerUnderTest.Scanner), await ours.Device(ServerUnderTest.Vehicle), await another.Device(ServerUnderTest.Scanner));
        var folder = await ours.Server();
        // Open to other machines: it is the certificate that says which server it is.
        await using var server = await ServerUnderTest.Start(more: ["--tls", folder, "--listen", "0.0.0.0"], trusts: ours.Trusting());
        Assert.Equal("https", server.Scheme);
        await Screens(server, another);

        Assert.Equal(0, await Publish(server, ours, scanner, ServerUnderTest.Scanner, 1));
        Assert.NotEqual(0, await Publish(server, ours, vehicle, ServerUnderTest.Scanner, 2));
        Assert.NotEqual(0, await Publish(server, ours, foreign, ServerUnderTest.Scanner, 3));
        Assert.NotEqual(0, await Publish(server, ours, null, ServerUnderTest.Scanner, 4));
        Assert.NotEqual(0, await Publish(server, null, null, ServerUnderTest.Scanner, 5));
        await server.Until(async () => (await server.Get("boxes/BX-0001")).GetProperty("cycles")[0].GetProperty("packed").GetInt32() == 1, "one tube in BX-0001");
        var counts = (await server.Get("status")).GetProperty("counts");
        Assert.Equal((1, 1), (counts.GetProperty("signons_refused").GetInt64(), counts.GetProperty("messages_acknowledged").GetInt64()));
        foreach (var why in (string[])["not_ours", "no_certificate", "not_tls"])
            await server.Until(async () => await Refused(server, "devices", why) == 1, $"the refusal for {why} to be counted");
        Assert.Equal(0, await Refused(server, "devices", "revoked"));

        await Replaced(server, ours, folder);
        await Revoked(server, ours, folder, scanner);
    }

    static async Task Screens(ServerUnderTest server, TestAuthority another)
    {
        using var welcome = await server.Client.GetAsync(new Uri(server.Http, "?token=a-token-of-a-test-run"), Cancel);
        Assert.Contains("; secure", Assert.Single(welcome.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
        using var named = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Http, "health/live")) { Headers = { Host = "specimens.test" } };
        using var answer = await server.Client.SendAsync(named, Cancel);
        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
        using var stranger = new HttpClient(another.Trusting());
        await Assert.ThrowsAsync<HttpRequestException>(() => stranger.GetAsync(server.Http, Cancel));
        await Assert.ThrowsAsync<HttpRequestException>(() => stranger.GetAsync(new UriBuilder(server.Http) { Scheme = "http" }.Uri, Cancel));
    }

    static async Task Replaced(ServerUnderTest server, TestAuthority ours, string folder)
    {
        var before = await Serial(server, ours);
        var fresh = await ours.Server("renewed");
        foreach (var name in (string[])["server.key", "server.pem"]) File.Copy(Path.Combine(fresh, name), Path.Combine(folder, name), overwrite: true);
        await server.Until(async () => await Serial(server, ours) != before, "the new certificate to be shown");
    }

    static async Task Revoked(ServerUnderTest server, TestAuthority ours, string folder, (string Certificate, string Key) scanner)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "revoked.txt"), X509CertificateLoader.LoadCertificateFromFile(scanner.Certificate).SerialNumber, Cancel);
        var seq = 10;
        await server.Until(async () => await Publish(server, ours, scanner, ServerUnderTest.Scanner, seq++) != 0, "the device to be refused");
        await server.Until(async () => await Refused(server, "devices", "revoked") >= 1, "that to be counted");
    }

    [Fact(Timeout = 300_000)]
    public async Task Make_a_cluster_of_nodes_of_one_authority_and_nobody_elses()
    {
        using TestAuthority ours = await TestAuthority.Make(), another = await TestAuthority.Make();
        var (folder, foreign) = (await ours.Server(), await another.Server());
        var (store, silo) = (PrivatePostgres.Shared.NewStore(), FreePort());
        await using var one = await ServerUnderTest.Start(store, ["--tls", folder, "--silo-port", silo.ToString(CultureInfo.InvariantCulture)], trusts: ours.Trusting());
        await using (var two = await ServerUnderTest.Join(store, ["--tls", folder], ours.Trusting()))
        {
            // Half of their grains are in the other: what is asked of either goes over the wire between them.
            for (var n = 1; n <= 4; n++) await (n % 2 == 0 ? one : two).Put(HttpMethod.Post, $"boxes/BX-000{n}/hold", """{"actor":"S-0001","reason":"dropped"}""");
            await one.Until(async () => await Refused(one, "silos", "not_ours") == 0, "the counts to be there");
        }
        // A device's certificate opens no node's port, nor does knowing the port.
        var device = await ours.Device(ServerUnderTest.Scanner);
        Assert.True(await HungUpOn(silo, async raw =>
        {
            await using var tls = new SslStream(raw, leaveInnerStreamOpen: true);
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "node", RemoteCertificateValidationCallback = (_, _, _, _) => true, ClientCertificateContext = ours.Options("node", device).ClientCertificateContext }, Cancel);
            return await tls.ReadAsync(new byte[1], Cancel);
        }));
        Assert.True(await HungUpOn(silo, async raw =>
        {
            await raw.WriteAsync("ORLEANS, LET ME IN"u8.ToArray(), Cancel);
            return await raw.ReadAsync(new byte[1], Cancel);
        }));
        await one.Until(async () => await Refused(one, "silos", "other_role") == 1 && await Refused(one, "silos", "not_tls") == 1, "both to be counted");

        using var foreigner = Day.Start("Server", "serve", "--data", one.Folder + "-foreign", "--token", "a-token-of-a-test-run", "--simulated", "day12/1/2020-09-06", "--store", store, "--node", "foreign", "--tls", foreign);
        try
        {
            await one.Until(async () => await Refused(one, "silos", "not_ours") >= 1 || await Refused(one, "silos", "broken_off") >= 1, "the foreign process to be refused");
            Assert.False(File.Exists(Path.Combine(one.Folder + "-foreign", "server.json")));
            Assert.True(await one.IsReady());
        }
        finally
        {
            foreigner.Kill();
            await foreigner.WaitForExitAsync(CancellationToken.None);
            Directory.Delete(one.Folder + "-foreign", recursive: true);
        }
    }

    static async Task<bool> HungUpOn(int port, Func<NetworkStream, Task<int>> says)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", port, Cancel);
        try { return await says(tcp.GetStream()) == 0; }
        catch (Exception error) when (error is IOException or System.Security.Authentication.AuthenticationException) { return true; }
    }

    static async Task<string> Serial(ServerUnderTest server, TestAuthority ours)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", server.Http.Port, Cancel);
        await using var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(ours.Options("127.0.0.1"), Cancel);
        return ((X509Certificate2)tls.RemoteCertificate!).SerialNumber;
    }

    /// <summary>null before the instruments were read for the first time.</summary>
    static async Task<double?> Refused(ServerUnderTest server, string wire, string why)
    {
        var text = await server.Client.GetStringAsync(new Uri(server.Http, "metrics"), Cancel);
        var line = text.Split('\n').FirstOrDefault(l => l.Contains("wires_refused", StringComparison.Ordinal) && l.Contains($"wire=\"{wire}\"", StringComparison.Ordinal) && l.Contains($"reason=\"{why}\"", StringComparison.Ordinal));
        return line is null ? null : double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
    }

    /// <param name="trusts">null speaks without TLS.</param>
    static async Task<int> Publish(ServerUnderTest server, TestAuthority? trusts, (string Certificate, string Key)? own, string id, int seq)
    {
        List<string> words = ["-h", "127.0.0.1", "-p", server.Mqtt.ToString(CultureInfo.InvariantCulture), "-V", "mqttv311", "-i", id, "-q", "1", "-t", Said.ScanTopic, "-m", Said.Packed(seq, "BX-0001")];
        if (trusts is not null) words.AddRange(["--cafile", trusts.Certificate]);
        else words.AddRange(["-u", id, "-P", ServerUnderTest.Secret]);
        if (own is var (certificate, key)) words.AddRange(["--cert", certificate, "--key", key]);
        var start = new ProcessStartInfo("mosquitto_pub") { UseShellExecute = false, RedirectStandardError = true };
        foreach (var word in words) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(Cancel);
        return process.ExitCode;
    }

    static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
