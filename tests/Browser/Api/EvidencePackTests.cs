using System.ComponentModel;
using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Audit;

namespace SpecimenLogistics.Browser;

/// <summary>The pack in the hands of somebody with Python and openssl and without us.</summary>
public sealed class EvidencePackTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("evidence-test-").FullName;
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Python_agrees_with_a_pack_that_nobody_touched_also_against_the_paper()
    {
        await using var host = await AuditHost.Start();
        await Unpack(host, "box/BX-0420");
        var (code, said) = await Verify();
        Assert.True(code == 0 && said.StartsWith("AGREES", StringComparison.Ordinal), said);
        Assert.Contains("box/BX-0420: 212 facts, no gap", said, StringComparison.Ordinal);
        var root = (await host.Evidence.Root(null, Cancel))!.Signed.Root;
        Assert.Contains("as on paper", (await Verify("--root", string.Join(' ', root.Chunk(8).Select(g => new string(g))))).Said, StringComparison.Ordinal);
        var (other, differs) = await Verify("--root", root[..56] + "00000000");
        Assert.Equal((1, true), (other, differs.Contains("7 of 8 groups are the same", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_byte_of_a_fact_is_found_and_named_with_its_number()
    {
        await using var host = await AuditHost.Start();
        await Unpack(host, "box/BX-0420");
        Change("facts.jsonl", text => text.Replace("T0000100", "T0000900", StringComparison.Ordinal));
        var (code, said) = await Verify();
        Assert.Equal(1, code);
        Assert.Contains("box/BX-0420 at fact 105: the payload is not what was stored", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("facts.jsonl", "\"actor\":\"S-2093\"", "\"actor\":\"S-2094\"", "at fact 208: does not follow")]
    [InlineData("facts.jsonl", "\"second_actor\":\"S-4480\"", "\"second_actor\":null", "at fact 206: does not follow")]
    [InlineData("heads.txt", "stream box/BX-0001 7 ", "stream box/BX-0001 8 ", "its root is not that of heads.txt")]
    [InlineData("root.txt", "specimen-logistics root 1", "specimen-logistics root 2", "root.txt: does not say what root.json says")]
    [InlineData("timeline.csv", "box/BX-0420,208,", "box/BX-0420,207,", "timeline.csv line 209")]
    [InlineData("root.json", "\"streams\":\"3\"", "\"streams\":\"4\"", "DOES NOT AGREE")]
    public async Task Whatever_else_is_changed_is_refused(string file, string from, string to, string expected)
    {
        await using var host = await AuditHost.Start();
        await Unpack(host, "box/BX-0420");
        Change(file, text => text.Replace(from, to, StringComparison.Ordinal));
        var (code, said) = await Verify();
        Assert.Equal(1, code);
        Assert.Contains(expected, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_root_made_anew_with_all_its_texts_is_refused_for_its_signature()
    {
        await using var host = await AuditHost.Start();
        await Unpack(host, "box/BX-0420");
        var old = JsonDocument.Parse(Text("root.json")).RootElement.GetProperty("root").GetString()!;
        Change("heads.txt", text => text.Replace("stream box/BX-0001 ", "stream box/BX-0009 ", StringComparison.Ordinal));
        var made = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "heads.txt"))));
        Change("root.json", text => text.Replace(old, made, StringComparison.Ordinal));
        Change("root.txt", text => text.Replace(old, made, StringComparison.Ordinal));
        var (code, said) = await Verify();
        Assert.Equal(1, code);
        Assert.Contains("its signature is not that of its key", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_hand_with_openssl_and_coreutils_it_comes_to_the_same()
    {
        await using var host = await AuditHost.Start();
        await Unpack(host, "box/BX-0420");
        Assert.Contains("Verified OK", (await Run("openssl", ["dgst", "-sha256", "-verify", "root-key.pem", "-signature", "root.sig", "root.txt"], "openssl")).Said, StringComparison.Ordinal);
        Change("root.txt", text => text.Replace("\n3\n", "\n4\n", StringComparison.Ordinal));
        Assert.Contains("Verification failure", (await Run("openssl", ["dgst", "-sha256", "-verify", "root-key.pem", "-signature", "root.sig", "root.txt"], "openssl")).Said, StringComparison.OrdinalIgnoreCase);
        // The line of README.txt, as somebody copies it.
        var line = Text("README.txt").Split('\n').Single(l => l.Contains("sed -n 5p facts.hex", StringComparison.Ordinal)).Trim();
        var (_, hash) = await Run("bash", ["-c", line], "bash");
        Assert.Equal(Text("chain.txt").Split('\n')[4].Split(' ')[2], hash.Split(' ')[0]);
    }

    [Fact]
    public async Task A_tubes_pack_names_no_other_tube_that_was_packed_and_agrees_all_the_same()
    {
        await using var host = await AuditHost.Start();
        await Unpack(host, "tube/T0000199");
        var (code, said) = await Verify();
        Assert.True(code == 0, said);
        Assert.Contains("212 facts, no gap, of ", said, StringComparison.Ordinal);
        foreach (var file in new[] { "facts.jsonl", "facts.hex", "timeline.csv" }) Assert.DoesNotContain("T0000007", Text(file), StringComparison.Ordinal);
        Assert.Contains("T0000199", Text("timeline.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_recorded_after_the_root_that_was_asked_for_are_counted_as_not_under_it()
    {
        await using var host = await AuditHost.Start();
        var root = await host.Chain.Roots.Sign(Cancel);
        await host.Chain.Add(AuditStory.Stream, OwnFact.Of("test\nlate", Instant.From(AuditStory.Now), new BoxHeld("looked at")));
        await Unpack(host, "box/BX-0420", $"?root={root.Root}");
        Assert.Contains("which does not speak of them: 1", (await Verify()).Said, StringComparison.Ordinal);
        foreach (var file in Directory.GetFiles(folder)) File.Delete(file);
        await Unpack(host, "box/BX-0420");
        Assert.Contains("which does not speak of them: 0", (await Verify()).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_evidence_is_the_same_pack_and_taking_it_is_recorded()
    {
        await using var host = await AuditHost.Start();
        var (first, second) = (await Download(host, "box/BX-0420"), await Download(host, "box/BX-0420"));
        Assert.Equal(first, second);
        var page = await host.Ui.Client.GetStringAsync("/audit", Cancel);
        Assert.Equal(2, page.Split("took a pack away").Length - 1);
    }

    [Theory]
    [InlineData("/audit/box/BX-9999/evidence.zip", HttpStatusCode.NotFound)]
    [InlineData("/audit/vehicle/V001/evidence.zip", HttpStatusCode.NotFound)]
    [InlineData("/audit/box/BX-0420/evidence.zip?root=0000", HttpStatusCode.NotFound)]
    [InlineData("/audit/roots/xyz", HttpStatusCode.BadRequest)]
    public async Task What_is_not_there_is_told_in_a_sentence(string path, HttpStatusCode status)
    {
        await using var host = await AuditHost.Start();
        var response = await host.Ui.Client.GetAsync(path, Cancel);
        Assert.Equal(status, response.StatusCode);
        Assert.NotEmpty(JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("detail").GetString()!);
    }

    async Task<byte[]> Download(AuditHost host, string subject, string query = "") => await host.Ui.Client.GetByteArrayAsync($"/audit/{subject}/evidence.zip{query}", Cancel);

    async Task Unpack(AuditHost host, string subject, string query = "")
    {
        using var zip = new ZipArchive(new MemoryStream(await Download(host, subject, query)));
        zip.ExtractToDirectory(folder);
    }

    string Text(string file) => File.ReadAllText(Path.Combine(folder, file));

    void Change(string file, Func<string, string> change)
    {
        var (old, changed) = (Text(file), change(Text(file)));
        Assert.True(old != changed, $"nothing was changed in {file}");
        File.WriteAllText(Path.Combine(folder, file), changed, new UTF8Encoding(file.EndsWith(".csv", StringComparison.Ordinal) && old.StartsWith('\uFEFF')));
    }

    Task<(int Code, string Said)> Verify(params string[] arguments) => Run("python3", ["-I", "verify.py", .. arguments], "python3");

    async Task<(int Code, string Said)> Run(string program, string[] arguments, string package)
    {
        Process process;
        try { process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!; }
        catch (Win32Exception) { Assert.Fail($"{program} is not installed; Debian has it in the package {package}."); throw; }
        using (process)
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(Cancel), process.StandardError.ReadToEndAsync(Cancel));
            await process.WaitForExitAsync(Cancel);
            return (process.ExitCode, await output + await errors);
        }
    }
}
