namespace SpecimenLogistics.Simulators.Truths;

/// <summary>Places of a box, as gateway/Protocol/CANONICAL.md names them.</summary>
internal static class Place
{
    public const string WarehouseClean = "warehouse-clean", WarehouseDirty = "warehouse-dirty", WarehouseDisinfecting = "warehouse-disinfecting";
    public const string CentreEmpty = "centre-empty", CentrePacking = "centre-packing", CentreSealed = "centre-sealed";
    public const string WithCarrier = "with-carrier", AtDock = "at-dock", Received = "received", Emptied = "emptied", Returning = "returning";
    public const string Unaccounted = "unaccounted", Held = "held";
}

/// <summary>One real box. It is always in exactly one place, and somebody always has it.</summary>
internal sealed class Box
{
    readonly List<BoxCycle> _cycles;

    readonly List<(long SinceMs, string Beacon)> _beacons = [];

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

    public void Replace(string beacon, long ms) => _beacons.Add((ms, beacon));

    /// <summary>The beacon it carries at a moment; the one it was registered with until another is put on.</summary>
    public string BeaconAt(long ms) => _beacons.LastOrDefault(b => b.SinceMs <= ms).Beacon ?? Beacon;

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

    /// <summary>What is in it.</summary>
    public List<string> Tubes { get; } = [];

    /// <summary>What was scanned as being in it, and told.</summary>
    public List<string> Said { get; } = [];

    /// <summary>What the bench read.</summary>
    public List<string> Read { get; } = [];

    /// <summary>How many were counted at sealing.</summary>
    public int Counted { get; set; }

    /// <summary>A serial in it was packed, by the scans, into another box as well.</summary>
    public bool SharesTube { get; set; }

    /// <summary>... and into the other one first: this one waits at the laboratory.</summary>
    public bool SharesTubeLater { get; set; }

    /// <summary>One tube stays in it unseen when it is emptied.</summary>
    public bool Overlooked { get; set; }

    /// <summary>The laboratory that should get it.</summary>
    public string? BoundFor { get; set; }
    public bool AtWrongLaboratory { get; set; }
    public long? ReleasedMs { get; set; }
    public long? ReceivedMs { get; set; }
    public long? EmptiedMs { get; set; }
    public bool Emptied => EmptiedMs is not null;

    /// <summary>When the warehouse found something in it.</summary>
    public long? FoundFullMs { get; set; }

    /// <summary>Handovers of which one side never scanned.</summary>
    public int Halves { get; set; }

    /// <summary>A giver alone has scanned, and so long after nobody further on.</summary>
    public List<(long GivenMs, long? NextMs)> OnlyGiven { get; } = [];
    /// <summary>Somebody further on has it in hand, and says so.</summary>
    public void Seen(long ms)
    {
        if (OnlyGiven.Count > 0 && OnlyGiven[^1].NextMs is null) OnlyGiven[^1] = (OnlyGiven[^1].GivenMs, ms);
    }

    public bool UnloadUnscanned { get; set; }
    public long? UnloadedMs { get; set; }

    /// <summary>When its seal was opened on the road, and how often the vehicle then read it open.</summary>
    public long? OpenedMs { get; set; }
    public int OpenReadings { get; set; }

    /// <summary>From when on its closed seal was once read as open.</summary>
    public long? ReadOpenOnceMs { get; set; }

    /// <summary>From its first tube until it is emptied there are cold packs in it.</summary>
    public long? PackedMs { get; set; }
    public long? SealedMs { get; set; }

    /// <summary>When somebody took it away from its centre.</summary>
    public long? LeftCentreMs { get; set; }

    /// <summary>When its cold packs gave out, and when its logger fell silent.</summary>
    public long? WarmMs { get; set; }
    public long? LoggerSilentMs { get; set; }

    /// <summary>When it vanished.</summary>
    public long? LostMs { get; set; }
}
