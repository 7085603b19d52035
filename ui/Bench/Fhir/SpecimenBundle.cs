using System.Globalization;
using System.Text.Json;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>
/// Tubes as an HL7 FHIR R4 Bundle of Specimen resources. A tube's serial is all that names it: there is no subject, since no
/// person is known here.
/// </summary>
static class SpecimenBundle
{
    public const string ContentType = "application/fhir+json; charset=utf-8";
    public const string TubeSystem = "urn:specimen-logistics:tube", BoxSystem = "urn:specimen-logistics:box", ReasonSystem = "urn:specimen-logistics:reason:";
    public const string ConditionSystem = "http://terminology.hl7.org/CodeSystem/v2-0493";
    public const string NotReceived = "SNR";

    public static byte[] Write(string of, Instant now, IReadOnlyList<TubeLine> tubes)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("resourceType", "Bundle");
            json.WriteStartObject("identifier");
            Pair(json, "system", "urn:specimen-logistics:tubes-of", "value", of);
            json.WriteEndObject();
            json.WriteString("type", "collection");
            json.WriteString("timestamp", Moment(now));
            // An array must not be empty in FHIR: a box without tubes has no entry.
            if (tubes.Count > 0)
            {
                json.WriteStartArray("entry");
                foreach (var tube in tubes) Entry(json, tube);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    static void Entry(Utf8JsonWriter json, TubeLine tube)
    {
        var id = FactIds.Named($"specimen\n{tube.Box}\n{tube.Cycle}\n{tube.Serial}");
        json.WriteStartObject();
        json.WriteString("fullUrl", $"urn:uuid:{id}");
        json.WriteStartObject("resource");
        json.WriteString("resourceType", "Specimen");
        json.WriteString("id", id.ToString());
        Identifier(json, TubeSystem, tube.Serial);
        json.WriteString("status", StatusOf(tube.Said));
        if (tube.ReceivedAt is { } received && tube.Outcome != BenchOutcome.Missing) json.WriteString("receivedTime", Moment(received));
        Processing(json, tube);
        Container(json, tube);
        Condition(json, tube);
        Note(json, tube);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>What was not read is neither here nor gone; FHIR's own word for what cannot be had is <c>unavailable</c>.</summary>
    static string StatusOf(TubeOutcome? said) => said switch
    {
        null => "unavailable",
        TubeOutcome.Rejected => "unsatisfactory",
        _ => "available",
    };

    static void Processing(Utf8JsonWriter json, TubeLine tube)
    {
        if (tube.At is not { } at) return;
        json.WriteStartArray("processing");
        json.WriteStartObject();
        Pair(json, "description", "read at the bench", "timeDateTime", Moment(at));
        json.WriteEndObject();
        json.WriteEndArray();
    }

    static void Container(Utf8JsonWriter json, TubeLine tube)
    {
        json.WriteStartArray("container");
        json.WriteStartObject();
        Identifier(json, BoxSystem, tube.Box.Value);
        json.WriteString("description", string.Create(CultureInfo.InvariantCulture, $"collection box, cycle {tube.Cycle}"));
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>Table 0493 for what it has a code for; a laboratory's own reason under its own system.</summary>
    static void Condition(Utf8JsonWriter json, TubeLine tube)
    {
        string? text = tube.Outcome switch
        {
            BenchOutcome.Unexpected => "not packed into this box",
            BenchOutcome.NotRead => "not yet read at the bench",
            _ => null,
        };
        if (text is null && tube.Outcome != BenchOutcome.Missing && tube.ReasonEn is null) return;
        json.WriteStartArray("condition");
        if (tube.Outcome == BenchOutcome.Missing) Coding(json, ConditionSystem, NotReceived, "Sample not received");
        if (tube.ReasonEn is { } words) Coding(json, ReasonSystem + tube.Laboratory?.Id, tube.Reason!, words);
        if (text is not null)
        {
            json.WriteStartObject();
            json.WriteString("text", text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void Note(Utf8JsonWriter json, TubeLine tube)
    {
        if (tube.Reason is not { } reason) return;
        json.WriteStartArray("note");
        json.WriteStartObject();
        if (tube.By is { } by) json.WriteString("authorString", by.Value);
        if (tube.At is { } at) json.WriteString("time", Moment(at));
        json.WriteString("text", tube.ReasonEn ?? reason);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    static void Coding(Utf8JsonWriter json, string system, string code, string display)
    {
        json.WriteStartObject();
        json.WriteStartArray("coding");
        json.WriteStartObject();
        Pair(json, "system", system, "code", code);
        json.WriteString("display", display);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Identifier(Utf8JsonWriter json, string system, string value)
    {
        json.WriteStartArray("identifier");
        json.WriteStartObject();
        Pair(json, "system", system, "value", value);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    static void Pair(Utf8JsonWriter json, string one, string first, string other, string second)
    {
        json.WriteString(one, first);
        json.WriteString(other, second);
    }

    static string Moment(Instant at) => at.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
