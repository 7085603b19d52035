namespace SpecimenLogistics.Protocol;

/// <summary>The wire's words for classes and leaves, both ways.</summary>
public static class Words
{
    public static string Of(DeviceClass kind) => kind switch
    {
        DeviceClass.Vehicles => "vehicles",
        DeviceClass.Scanners => "scanners",
        DeviceClass.Docks => "docks",
        _ => "boxes",
    };

    public static string Of(Leaf leaf) => leaf switch
    {
        Leaf.Hello => "hello",
        Leaf.Position => "position",
        Leaf.Heard => "heard",
        Leaf.Seals => "seals",
        Leaf.Scan => "scan",
        Leaf.Temperature => "temperature",
        _ => "instructions",
    };

    public static bool TryClass(string word, out DeviceClass kind)
    {
        foreach (var each in Enum.GetValues<DeviceClass>())
            if (Of(each) == word) { kind = each; return true; }
        kind = default;
        return false;
    }

    public static bool TryLeaf(string word, out Leaf leaf)
    {
        foreach (var each in Enum.GetValues<Leaf>())
            if (Of(each) == word) { leaf = each; return true; }
        leaf = default;
        return false;
    }
}
