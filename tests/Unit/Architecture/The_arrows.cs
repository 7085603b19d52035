using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SpecimenLogistics.Unit.Architecture;

/// <summary>The arrows of ARCHITECTURE.md, read off the built assemblies: who may know whom. What is not listed is forbidden.</summary>
public class The_arrows
{
    const string Product = "SpecimenLogistics.";

    static readonly Dictionary<string, string[]> s_mayKnow = new()
    {
        ["Domain"] = [],
        ["Contracts"] = ["Domain"],
        ["Protocol"] = [],
        ["Journal"] = ["Contracts", "Domain"],
        ["Grains"] = ["Contracts", "Domain"],
        ["Ingest"] = ["Contracts", "Domain", "Protocol"],
        ["Ui"] = ["Contracts", "Domain"],
        // The wire and the REST surface, never the rules: else it would agree with them by construction.
        ["Simulators"] = ["Protocol"],
        ["Server"] = ["Contracts", "Domain", "Grains", "Ingest", "Journal", "Protocol", "Ui"],
    };

    /// <summary>What a room must never reach for, beyond the product's own rooms.</summary>
    static readonly Dictionary<string, string[]> s_mustNotKnow = new()
    {
        ["Domain"] = ["Orleans", "Microsoft.Extensions", "Microsoft.AspNetCore", "Microsoft.Data", "MQTTnet", "System.Net"],
        ["Contracts"] = ["Microsoft.AspNetCore", "Microsoft.Data", "MQTTnet"],
        ["Protocol"] = ["Orleans", "Microsoft.Extensions", "Microsoft.AspNetCore", "Microsoft.Data", "MQTTnet"],
        ["Journal"] = ["Microsoft.AspNetCore", "MQTTnet"],
        ["Grains"] = ["Microsoft.AspNetCore", "Microsoft.Data", "MQTTnet"],
        ["Ingest"] = ["Microsoft.Data"],
        ["Ui"] = ["Microsoft.Data", "MQTTnet"],
    };

    public static TheoryData<string> Rooms => [.. s_mayKnow.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Point_only_where_the_picture_says(string room)
    {
        var known = References(room).ToList();

        Assert.Empty(known.Where(n => n.StartsWith(Product, StringComparison.Ordinal)).Select(n => n[Product.Length..]).Except(s_mayKnow[room]));
        Assert.DoesNotContain(known, n => s_mustNotKnow.GetValueOrDefault(room, []).Any(banned => n == banned || n.StartsWith(banned + ".", StringComparison.Ordinal)));
    }

    [Fact]
    public void Are_read_off_assemblies_that_know_something() => Assert.Contains(Product + "Domain", References("Contracts"));

    static IEnumerable<string> References(string room)
    {
        // Built beside these tests, in the same configuration.
        var here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        using var file = File.OpenRead(Path.Combine(here, "..", "..", room, Path.GetFileName(here), $"{Product}{room}.dll"));
        using var assembly = new PEReader(file);
        var names = assembly.GetMetadataReader();
        return [.. names.AssemblyReferences.Select(r => names.GetString(names.GetAssemblyReference(r).Name))];
    }
}
