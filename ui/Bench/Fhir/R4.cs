using System.Text.Json;
using System.Text.RegularExpressions;

namespace SpecimenLogistics.Ui;

/// <summary>
/// The part of FHIR R4's structure that a Bundle of Specimens uses: which elements there are, how many of each, of what type.
/// Written from the specification's tables (hl7.org/fhir/R4: bundle, specimen, datatypes).
/// </summary>
static partial class R4
{
    /// <summary>What breaks the structure of a Bundle itself; its entries' resources are looked at one by one.</summary>
    public static string? FaultOfBundle(JsonElement bundle) => Fault(bundle, "Bundle", "Bundle");

    public static string? FaultOfSpecimen(JsonElement specimen) => Fault(specimen, "Specimen", "Specimen");

    /// <summary>An element: its type, and whether it must be there (<c>!</c>) or may come many times (<c>*</c>).</summary>
    static readonly IReadOnlyDictionary<string, string> Types = new Dictionary<string, string>
    {
        ["Bundle"] = "resourceType:code! id:id meta:Any implicitRules:uri language:code identifier:Identifier type:bundleType! timestamp:instant total:unsignedInt link:Any* entry:Entry* signature:Any",
        ["Entry"] = "id:string extension:Any* link:Any* fullUrl:uri resource:Any search:Any request:Any response:Any",
        ["Specimen"] = "resourceType:code! id:id meta:Any implicitRules:uri language:code text:Any contained:Any* extension:Any* identifier:Identifier* accessionIdentifier:Identifier status:specimenStatus "
            + "type:CodeableConcept subject:Reference receivedTime:dateTime parent:Reference* request:Reference* collection:Any processing:Processing* container:Container* condition:CodeableConcept* note:Annotation*",
        ["Processing"] = "id:string extension:Any* description:string procedure:CodeableConcept additive:Reference* timeDateTime:dateTime timePeriod:Any",
        ["Container"] = "id:string extension:Any* identifier:Identifier* description:string type:CodeableConcept capacity:Any specimenQuantity:Any additiveCodeableConcept:CodeableConcept additiveReference:Reference",
        ["Identifier"] = "id:string extension:Any* use:code type:CodeableConcept system:uri value:string period:Any assigner:Reference",
        ["CodeableConcept"] = "id:string extension:Any* coding:Coding* text:string",
        ["Coding"] = "id:string extension:Any* system:uri version:string code:code display:string userSelected:boolean",
        ["Reference"] = "id:string extension:Any* reference:string type:uri identifier:Identifier display:string",
        ["Annotation"] = "id:string extension:Any* authorReference:Reference authorString:string time:dateTime text:string!",
    };

    static readonly IReadOnlySet<string> BundleTypes = new HashSet<string>
        { "document", "message", "transaction", "transaction-response", "batch", "batch-response", "history", "searchset", "collection" };
    static readonly IReadOnlySet<string> Statuses = new HashSet<string> { "available", "unavailable", "unsatisfactory", "entered-in-error" };

    static readonly Dictionary<string, IReadOnlyDictionary<string, (string Type, bool Must, bool Many)>> Elements = Types.ToDictionary(
        t => t.Key, t => (IReadOnlyDictionary<string, (string, bool, bool)>)t.Value.Split(' ').Select(e => e.Split(':')).ToDictionary(
            e => e[0], e => (e[1].TrimEnd('!', '*'), e[1].EndsWith('!'), e[1].EndsWith('*'))));

    static string? Fault(JsonElement element, string type, string at)
    {
        if (type == "Any") return element.ValueKind == JsonValueKind.Null ? $"{at} is null" : null;
        if (!Elements.TryGetValue(type, out var elements)) return Primitive(element, type) ? null : $"{at} is not a {type} of FHIR R4";
        if (element.ValueKind != JsonValueKind.Object) return $"{at} is not an object";
        foreach (var part in element.EnumerateObject())
        {
            // An underscore leads to a primitive's own extensions, which say nothing here; a modifier may turn the meaning round.
            if (part.Name == "modifierExtension") return $"{at}.modifierExtension may change the meaning, and is not understood here";
            if (part.Name.StartsWith('_')) continue;
            if (!elements.TryGetValue(part.Name, out var known)) return $"{at} has no element of that name in FHIR R4 ({Short(part.Name)})";
            if ((known.Many ? Each(part.Value, known.Type, $"{at}.{part.Name}") : Fault(part.Value, known.Type, $"{at}.{part.Name}")) is { } fault) return fault;
        }
        return elements.FirstOrDefault(e => e.Value.Must && !element.TryGetProperty(e.Key, out _)).Key is { } missing ? $"{at}.{missing} is missing" : null;
    }

    static string? Each(JsonElement array, string type, string at)
    {
        if (array.ValueKind != JsonValueKind.Array) return $"{at} is not an array";
        if (array.GetArrayLength() == 0) return $"{at} is empty: leave it out";
        foreach (var item in array.EnumerateArray())
            if (Fault(item, type, at) is { } fault) return fault;
        return null;
    }

    static bool Primitive(JsonElement value, string type) => type switch
    {
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "unsignedInt" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0,
        _ => value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && type switch
        {
            "id" => Id().IsMatch(text),
            "code" => Word().IsMatch(text),
            "uri" => !text.Any(char.IsWhiteSpace),
            "instant" => Full().IsMatch(text) && IsTime(text),
            "dateTime" => Partial().IsMatch(text) && (!text.Contains('T') || IsTime(text)),
            "bundleType" => BundleTypes.Contains(text),
            "specimenStatus" => Statuses.Contains(text),
            _ => true,
        },
    };

    static bool IsTime(string text) => DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _);
    static string Short(string name) => name.Length <= 30 && name.All(char.IsAsciiLetter) ? name : $"{name.Length} characters";

    [GeneratedRegex(@"^[A-Za-z0-9\-.]{1,64}$")] private static partial Regex Id();
    [GeneratedRegex(@"^[^\s]+(\s[^\s]+)*$")] private static partial Regex Word();
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")] private static partial Regex Full();
    [GeneratedRegex(@"^\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?)?)?$")] private static partial Regex Partial();
}
