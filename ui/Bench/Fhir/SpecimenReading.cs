using System.Text.Json;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>
/// A laboratory's Bundle of Specimens as lines of a list. What could name a person (subject, collector, narrative) is never
/// read. An entry that is not well formed, or is no Specimen, is set aside with a sentence; its number counts from 1.
/// </summary>
static class SpecimenReading
{
    /// <summary>null with a sentence when it is no Bundle of R4 at all.</summary>
    public static TubeList? Read(JsonElement bundle, out string wrong)
    {
        wrong = R4.FaultOfBundle(bundle) ?? (Text(bundle, "resourceType") != "Bundle" ? "resourceType is not Bundle" : "");
        if (wrong.Length > 0) return null;
        var list = new TubeList();
        if (!bundle.TryGetProperty("entry", out var entries)) return list;
        foreach (var entry in entries.EnumerateArray())
        {
            list.Lines++;
            if (!entry.TryGetProperty("resource", out var resource)) list.Wrong(list.Lines, "The entry holds no resource.");
            else if (resource.ValueKind != JsonValueKind.Object || Text(resource, "resourceType") != "Specimen") list.Wrong(list.Lines, "The resource is not a Specimen.");
            else if (R4.FaultOfSpecimen(resource) is { } fault) list.Wrong(list.Lines, fault + ".");
            else Take(list, resource);
        }
        return list;
    }

    static void Take(TubeList list, JsonElement specimen)
    {
        var status = Text(specimen, "status");
        if (status == "entered-in-error") { list.Wrong(list.Lines, "The specimen was entered in error: nothing of it was taken."); return; }
        var (note, reason) = (First(specimen, "note"), ReasonOf(specimen));
        TubeOutcome? outcome = status switch
        {
            "unavailable" => null,
            "unsatisfactory" => TubeOutcome.Rejected,
            _ => reason is null ? TubeOutcome.Accepted : TubeOutcome.AcceptedWithRemark,
        };
        list.Take(
            list.Lines, Identifier(specimen, SpecimenBundle.TubeSystem), First(specimen, "container") is { } box ? Identifier(box, SpecimenBundle.BoxSystem) : null, outcome,
            outcome is null ? null : reason, Moment(specimen), note is { } said ? Text(said, "authorString") : null);
    }

    /// <summary>The identifier of our system; of one that names no system the value counts too.</summary>
    static string? Identifier(JsonElement element, string system)
    {
        if (!element.TryGetProperty("identifier", out var all)) return null;
        var known = all.EnumerateArray().Where(i => Text(i, "system") is not { } s || s == system).ToList();
        return known.Count == 0 ? null : Text(known.OrderByDescending(i => Text(i, "system") == system).First(), "value");
    }

    /// <summary>A laboratory's own code where it gives one; else its note.</summary>
    static string? ReasonOf(JsonElement specimen)
    {
        if (specimen.TryGetProperty("condition", out var conditions))
            foreach (var coding in conditions.EnumerateArray().Where(c => c.TryGetProperty("coding", out _)).SelectMany(c => c.GetProperty("coding").EnumerateArray()))
                if (Text(coding, "system")?.StartsWith(SpecimenBundle.ReasonSystem, StringComparison.Ordinal) == true) return Text(coding, "code");
        return First(specimen, "note") is { } note ? Text(note, "text") : null;
    }

    /// <summary>When it was processed; a bare date is no moment.</summary>
    static string? Moment(JsonElement specimen) =>
        First(specimen, "processing") is { } processing && Text(processing, "timeDateTime") is { } at && at.Contains('T') ? at : null;

    static JsonElement? First(JsonElement element, string name) =>
        element.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array && array.GetArrayLength() > 0 ? array[0] : null;

    static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
