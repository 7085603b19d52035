using System.Diagnostics;
using System.Net;

namespace SpecimenLogistics.Tests.Processes;

/// <summary>Under the store, made full by the system itself. Needs the right to mount.</summary>
public sealed class A_full_disk
{
    const long RoomKib = 256 * 1024;

    [Fact(Timeout = 120_000)]
    public async Task Acknowledges_nothing_says_so_and_goes_on_by_itself_when_there_is_room()
    {
        var small = Directory.CreateTempSubdirectory("specimen-disk-").FullName;
        // The server's own folder is one in it, so that it can be removed.
        var folder = Path.Combine(small, "data");
        if (Environment.UserName != "root" || !Mount("-t", "tmpfs", "-o", $"size={RoomKib}k", "specimens", small))
        {
            Directory.Delete(small);
            Assert.Skip("here nobody may mount a small file system");
        }
        Directory.CreateDirectory(folder);
        try
        {
            await using var server = await ServerUnderTest.Start(folder: folder);
            await server.Until(server.IsReady, "the process to be ready");
            var disk = new DriveInfo(small);
            // What is written between looking and shrinking makes that fail: look again.
            await server.Until(() => Mount("-o", $"remount,size={(disk.TotalSize - disk.TotalFreeSpace + 4095) / 1024}k", small), "the disk to be made full");

            // The log that stands before the file has room of its own for a while.
            var held = 0;
            await server.Until(async () => (await Hold(server, ++held)) == 503, "a hold that is not stored");
            await server.Until(async () =>
            {
                await Hold(server, held);
                return await WhyNotReady(server) == "not ready: the store's disk is full";
            }, "the process to say that its disk is full");

            Assert.True(Mount("-o", $"remount,size={RoomKib}k", small));
            await server.Until(async () => await Hold(server, held) == 200, "the same again to be stored");
            await server.Until(server.IsReady, "the process to be ready");
            await server.Kill();
            var (code, output) = await Day.Verify(folder);
            Assert.True(code == 0, output);
        }
        finally
        {
            Ran("umount", "-l", small);
            Directory.Delete(small);
        }
    }

    static string Box(int n) => ServerUnderTest.Boxes[n % ServerUnderTest.Boxes.Count];
    static string Why(int n) => n / ServerUnderTest.Boxes.Count % 2 == 0 ? "dropped" : "wet";

    static async Task<int> Hold(ServerUnderTest server, int n) => (await server.Ask(HttpMethod.Post, $"boxes/{Box(n)}/hold", $$"""{"actor":"S-0001","reason":"{{Why(n)}}"}""")).Item1;

    static async Task<string> WhyNotReady(ServerUnderTest server)
    {
        using var answer = await server.Client.GetAsync(new Uri(server.Http, "health/ready"), TestContext.Current.CancellationToken);
        return answer.StatusCode == HttpStatusCode.ServiceUnavailable ? await answer.Content.ReadAsStringAsync() : "";
    }

    static bool Mount(params string[] words) => Ran("mount", words);

    static bool Ran(string command, params string[] words)
    {
        using var process = Process.Start(command, words);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
