using System.Text;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary><c>roots.log</c>: one root a line, to be copied out of the system.</summary>
internal static class RootsLog
{
    public static void Append(string folder, SignedRoot root)
    {
        using var file = new FileStream(Path.Combine(folder, "roots.log"), FileMode.OpenOrCreate, FileAccess.ReadWrite);
        file.SetLength(WholeLines(file));
        file.Seek(0, SeekOrigin.End);
        file.Write(Encoding.UTF8.GetBytes(RootLine.Write(root) + "\n"));
        file.Flush(flushToDisk: true);
    }

    /// <summary>The length up to the last line's end: a line cut short by a power failure is in the store, and is dropped here.</summary>
    static long WholeLines(FileStream file)
    {
        for (var at = file.Length; at > 0; at--)
        {
            file.Position = at - 1;
            if (file.ReadByte() == '\n') return at;
        }
        return 0;
    }
}
