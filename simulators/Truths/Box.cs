namespace SpecimenLogistics.Simulators.Truths;

/// <summary>Places of a box, as gateway/Protocol/CANONICAL.md names them.</summary>
internal static class Place
{
    public const string WarehouseClean = "warehouse-clean", WarehouseDirty = "warehouse-dirty", WarehouseDisinfecting = "warehouse-disinfecting";
    public const string CentreEmpty = "centre-empty", CentrePacking = "centre-packing", CentreSealed = "centre-sealed";
    public const string WithCarrier = "with-carrier", AtDock = "at-dock", Received = "received", Emptied = "emptied", Returning = "returning";
    public const string Unaccounted = "unaccounted";
}

/// <summary>One real box. It is always in exactly one place, and somebody always has it.</summary>
internal sealed class Box
{
    readonly List<BoxCycle> _cycles;

    public Box(string id, string seal, string beacon, string place, string holder)
    {
        (Id, Seal, Beacon, OpeningHolder) = (id, seal, beacon, holder);
        _cycles = [new BoxCycle(1, place, holder)];
    }

    public string Id { get; }
    public string Seal { get; }
    public string Beacon { get; }
    public string OpeningHolder { get; }
    public IReadOnlyList<BoxCycle> Cycles => _cycles;
    public BoxCycle Now => _cycles[^1];

    public void Move(string place, string holder) => (Now.Place, Now.Holder) = (place, holder);

    public void BeginCycle() => _cycles.Add(new BoxCycle(Now.Number + 1, Now.Place, Now.Holder));
}

/// <summary>One life of a box: from clean to clean.</summary>
internal sealed class BoxCycle(int number, string place, string holder)
{
    public int Number => number;
    public string Place { get; set; } = place;
    public string Holder { get; set; } = holder;
    public bool Sealed { get; set; }
    public List<string> Tubes { get; } = [];
    public int TubesReceived { get; set; }
    public long? UnloadedMs { get; set; }

    /// <summary>When its seal was opened on the road, and how often the vehicle then read it open.</summary>
    public long? OpenedMs { get; set; }
    public int OpenReadings { get; set; }

    /// <summary>When it vanished.</summary>
    public long? LostMs { get; set; }
}
