using System.Security.Cryptography;

namespace SpecimenLogistics.Journal;

/// <summary>The key that signs roots, ECDSA P-256, in a file: made at first use, readable by its owner only.</summary>
internal static class RootKey
{
    public static ECDsa Open(string file)
    {
        if (!File.Exists(file)) Create(file);
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return key;
    }

    /// <summary>Written beside and moved into place, so that a crash leaves no half a key.</summary>
    static void Create(string file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var beside = $"{file}.{Environment.ProcessId}.new";
        File.Delete(beside);
        using (var writer = new StreamWriter(new FileStream(beside, options))) writer.Write(key.ExportPkcs8PrivateKeyPem());
        try { File.Move(beside, file); }
        // Another process was there first: its key is everybody's.
        catch (IOException) when (File.Exists(file)) { File.Delete(beside); }
    }
}
