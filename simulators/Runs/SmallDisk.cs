using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>
/// A file system of the run's own under the store, in memory (tmpfs), that can be made as full as it is: whoever needs one more page of it is
/// told that there is no space, by the system itself. What lies on it goes with the run. Needs the right to mount.
/// </summary>
internal sealed class SmallDisk(string folder) : IDisposable
{
    const long RoomKib = 2 * 1024 * 1024, Page = 4096;
    const int Tries = 20;

    bool _mounted;

    public static bool CanBeMade => OperatingSystem.IsLinux() && Environment.UserName == "root";

    public string Folder => folder;

    public void Mount()
    {
        if (_mounted) return;
        Directory.CreateDirectory(folder);
        if (!Ran("mount", "-t", "tmpfs", "-o", Size(RoomKib) + ",mode=0700", "specimens", folder)) throw new RunTrouble($"no file system could be mounted at {folder}", ExitCode.Usage);
        _mounted = true;
    }

    /// <summary>Takes all room that is not used. Whoever writes meanwhile makes it a try more.</summary>
    public void Fill()
    {
        for (var n = 0; n < Tries; n++)
        {
            var disk = new DriveInfo(folder);
            var used = (disk.TotalSize - disk.TotalFreeSpace + Page - 1) / Page * Page / 1024;
            if (Ran("mount", "-o", "remount," + Size(used), folder)) return;
        }
        throw new RunTrouble($"the disk at {folder} could not be filled");
    }

    public void MakeRoom()
    {
        if (!Ran("mount", "-o", "remount," + Size(RoomKib), folder)) throw new RunTrouble($"no room could be made at {folder}");
    }

    static string Size(long kib) => string.Create(CultureInfo.InvariantCulture, $"size={kib}k");

    static bool Ran(string command, params string[] words)
    {
        try
        {
            var start = new ProcessStartInfo(command) { RedirectStandardError = true, UseShellExecute = false };
            foreach (var word in words) start.ArgumentList.Add(word);
            using var process = Process.Start(start);
            if (process is null) return false;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception) { return false; }
    }

    public void Dispose()
    {
        // Somebody may look at it still: then it goes when he has gone.
        if (_mounted) Ran("umount", "-l", folder);
        _mounted = false;
    }
}
