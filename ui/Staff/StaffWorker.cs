using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;

namespace SpecimenLogistics.Ui.Staff;

/// <summary>
/// The service worker of a place's page: what it keeps for a start without network is listed here, so its bytes change, and a browser
/// takes it anew, exactly when one of the files did.
/// </summary>
sealed class StaffWorker(IWebHostEnvironment web)
{
    const string Root = "_content/SpecimenLogistics.Ui";
    static readonly string[] Single = ["/staff.css", "/staff-bench.css", "/staff-warehouse.css", "/js/clock.js"];
    static readonly string[] Folders = ["/js/staff", "/vendor/zxing-wasm", "/vendor/zxing-wasm/reader", "/vendor/zxing-wasm/writer"];

    readonly Lazy<(string Files, string Version, string Body)> content = new(() => Read(web.WebRootFileProvider));

    public IResult Script(string path, HttpContext context)
    {
        var (files, version, body) = content.Value;
        // Its own folder would be too narrow by the address without a slash at the end.
        context.Response.Headers["Service-Worker-Allowed"] = path;
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Text($"const PATH = {JsonSerializer.Serialize(path)}, VERSION = '{version}', FILES = {files};\n{body}", "text/javascript", Encoding.UTF8);
    }

    static (string, string, string) Read(IFileProvider files)
    {
        const string Worker = "worker.js";
        var names = Single.Concat(Folders.SelectMany(folder => files.GetDirectoryContents(Root + folder).Where(f => !f.IsDirectory && IsAsset(f.Name) && f.Name != Worker).Select(f => $"{folder}/{f.Name}")))
            .Order(StringComparer.Ordinal).ToArray();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var body = Text(files.GetFileInfo($"{Root}/js/staff/{Worker}"));
        hash.AppendData(Encoding.UTF8.GetBytes(body));
        foreach (var name in names) hash.AppendData(Encoding.UTF8.GetBytes(name + "\n" + Digest(files.GetFileInfo(Root + name))));
        return (JsonSerializer.Serialize(names.Select(n => $"/{Root}{n}")), Convert.ToHexStringLower(hash.GetHashAndReset())[..16], body);
    }

    /// <summary>The build puts compressed copies beside the files.</summary>
    static bool IsAsset(string name) => Path.GetExtension(name) is ".js" or ".css" or ".wasm";

    static string Text(IFileInfo file)
    {
        using var reader = new StreamReader(file.CreateReadStream());
        return reader.ReadToEnd();
    }

    static string Digest(IFileInfo file)
    {
        using var stream = file.CreateReadStream();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
