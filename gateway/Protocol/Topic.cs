namespace SpecimenLogistics.Protocol;

/// <summary>What kind of thing a device is mounted on; the second level of every topic.</summary>
public enum DeviceClass { Vehicles, Scanners, Docks, Boxes }

/// <summary>What a publish carries; the last level of every topic.</summary>
public enum Leaf { Hello, Position, Heard, Seals, Scan, Temperature, Instructions }

/// <summary>An address such as <c>v1/vehicles/V001/position</c>. A device publishes under its own id only.</summary>
public readonly record struct Topic(DeviceClass Class, string DeviceId, Leaf Leaf)
{
    public const string Version = "v1";

    /// <summary>
    /// Where a broker of somebody else's stands between: what a gateway says there when it has come (back) to that broker. It may have missed what was
    /// acknowledged while nobody listened, so devices send that again. Not under <see cref="Version"/>, whose every word comes to the gateways.
    /// </summary>
    public const string Again = "specimen/again";

    /// <summary>Longest device id accepted, in characters.</summary>
    public const int MaxIdLength = 32;

    public override string ToString() => $"{Version}/{Words.Of(Class)}/{DeviceId}/{Words.Of(Leaf)}";

    public static bool TryParse(string? text, out Topic topic)
    {
        topic = default;
        if (text is null || text.Length > 80) return false;
        var parts = text.Split('/');
        if (parts.Length != 4 || parts[0] != Version) return false;
        if (!Words.TryClass(parts[1], out var kind) || !Words.TryLeaf(parts[3], out var leaf)) return false;
        if (!IsId(parts[2]) || !Allowed(kind, leaf)) return false;
        topic = new Topic(kind, parts[2], leaf);
        return true;
    }

    /// <summary>Which leaves a class of device has. Hello is common to all.</summary>
    public static bool Allowed(DeviceClass kind, Leaf leaf) => leaf == Leaf.Hello || kind switch
    {
        DeviceClass.Vehicles => leaf is Leaf.Position or Leaf.Heard or Leaf.Seals or Leaf.Instructions,
        DeviceClass.Scanners => leaf is Leaf.Scan,
        DeviceClass.Docks => leaf is Leaf.Heard or Leaf.Scan,
        DeviceClass.Boxes => leaf is Leaf.Temperature,
        _ => false,
    };

    public static bool IsId(string text) => IsId(text, MaxIdLength);

    /// <summary>The same, of what is made of several ids.</summary>
    public static bool IsId(string text, int longest)
    {
        if (text.Length == 0 || text.Length > longest) return false;
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')) return false;
        return true;
    }
}
