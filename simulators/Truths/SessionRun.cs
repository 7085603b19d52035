using SpecimenLogistics.Simulators.Clockwork;
using SpecimenLogistics.Simulators.Programme;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>One session as it went; its boxes are the delivery.</summary>
internal sealed class SessionRun(string id, Centre centre, Hours hours, Signal ready)
{
    public string Id => id;
    public Centre Centre => centre;
    public Hours Hours => hours;

    /// <summary>Raised when the boxes stand packed up at the door.</summary>
    public Signal Ready => ready;

    /// <summary>When it closed as its target counts: as declared, or as planned where nobody declares it.</summary>
    public long? ClosedMs { get; set; }
    public bool Declared { get; set; } = true;
    public long? FirstCollectedMs { get; set; }
    public bool LateTube { get; set; }
    public long LastSealMs { get; set; }
    public List<(Box Box, BoxCycle Cycle)> Boxes { get; } = [];
    /// <summary>It does not take place.</summary>
    public bool Suspended { get; set; }

    /// <summary>When somebody was first sent away for want of a kit or a box.</summary>
    public long? RanOutMs { get; set; }

    public long? TargetMs => ClosedMs + centre.TargetMinutes * 60_000L;
    public bool AllUnloaded => Boxes.Count > 0 && Boxes.All(b => b.Cycle.UnloadedMs is not null);
    public long? UnloadedMs => AllUnloaded ? Boxes.Max(b => b.Cycle.UnloadedMs) : null;
    public bool WithinTarget => UnloadedMs is { } at && at <= TargetMs;

    /// <summary>A box that nobody scanned at the dock was there at most so long before it was received at the door.</summary>
    const long ToTheDoorMs = 10 * 60_000;

    /// <summary>The same as an honest observer of the scans can tell it; null where he cannot.</summary>
    public bool? SaidWithinTarget
    {
        get
        {
            if (!AllUnloaded || Boxes.Any(b => b.Cycle.UnloadUnscanned && b.Cycle.ReceivedMs is null)) return false;
            if (Boxes.Max(b => b.Cycle.UnloadUnscanned ? b.Cycle.ReceivedMs : b.Cycle.UnloadedMs) <= TargetMs) return true;
            return Boxes.Max(b => b.Cycle.UnloadUnscanned ? b.Cycle.ReceivedMs - ToTheDoorMs : b.Cycle.UnloadedMs) <= TargetMs ? null : false;
        }
    }
}
