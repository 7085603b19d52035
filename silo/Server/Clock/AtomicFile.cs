namespace SpecimenLogistics.Server;

/// <summary>A file that is either the old one or the new one, whatever happens in between.</summary>
static class AtomicFile
{
    public static async Task Write(string path, byte[] content, CancellationToken cancel)
    {
        var draft = $"{path}.{Environment.ProcessId}.new";
        await using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            await stream.WriteAsync(content, cancel);
            stream.Flush(flushToDisk: true);
        }
        File.Move(draft, path, overwrite: true);
    }
}
