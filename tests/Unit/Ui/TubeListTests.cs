using System.Text.Json;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Unit.Ui;

/// <summary>Serials to a table and to FHIR R4 and back.</summary>
public sealed class TubeListTests
{
    static readonly Instant Noon = Instant.From(new DateTimeOffset(2020, 9, 6, 4, 0, 0, TimeSpan.Zero));
    static readonly Party Lab = Code.Parse<Party>("laboratory:LAB1");

    static TubeLine Tube(string serial, BenchOutcome outcome, TubeOutcome? said, string? reason = null, string? words = null) => new(
        serial, Code.Parse<BoxId>("BX-0007"), 2, outcome, said, reason, words, words, said is null ? null : Noon, said is null ? null : Code.Parse<StaffId>("P-b3"), Lab,
        Noon - TimeSpan.FromMinutes(20));

    static readonly TubeLine[] Tubes =
    [
        Tube("T1", BenchOutcome.Accepted, TubeOutcome.Accepted), Tube("T2", BenchOutcome.AcceptedWithRemark, TubeOutcome.AcceptedWithRemark, "=label, \"torn\""),
        Tube("T3", BenchOutcome.Rejected, TubeOutcome.Rejected, "LEAK", "Leaked"), Tube("T4", BenchOutcome.Missing, null),
        Tube("T9", BenchOutcome.Unexpected, TubeOutcome.Accepted), Tube("T5", BenchOutcome.NotRead, null),
    ];

    static readonly string[] Understood =
    [
        "T1 BX-0007 Accepted  P-b3", "T2 BX-0007 AcceptedWithRemark =label, \"torn\" P-b3", "T3 BX-0007 Rejected LEAK P-b3", "T4 BX-0007   ", "T9 BX-0007 Accepted  P-b3", "T5 BX-0007   ",
    ];

    [Fact]
    public void A_table_that_was_written_reads_back_to_the_same_readings()
    {
        var list = TubesCsv.Read(TubesCsv.Head + string.Concat(Tubes.Select(TubesCsv.Row)));
        Assert.Empty(list.Errors);
        Assert.Equal(Understood, list.Claims.Select(Said));
        Assert.All(list.Claims.Where(c => c.Outcome is not null), c => Assert.Equal(Noon, c.At));
        Assert.Contains("T3,BX-0007,2,rejected,LEAK,2020-09-06T04:00:00Z,P-b3,rejected,2020-09-06T03:40:00Z\r\n", TubesCsv.Row(Tubes[2]), StringComparison.Ordinal);
        Assert.Contains(",\"'=label, \"\"torn\"\"\",", TubesCsv.Row(Tubes[1]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_line_of_a_table_gets_a_sentence_and_the_good_ones_are_kept()
    {
        var list = TubesCsv.Read("serial,outcome,reason,read_at\nT1\n\nA123456(7),accepted\nT2,perhaps\nT3,rejected,\"two\nlines\"\nT4,accepted,,yesterday\nT5,,\nT6,accepted,,,,");
        Assert.Equal(["T1", "T5"], list.Claims.Select(c => c.Serial.Value));
        Assert.Equal(
            [
                "4 The serial is not one of our codes (10 characters): nothing of it was kept.", "5 outcome is accepted, accepted-with-remark or rejected; empty when the tube was not there.",
                "6 The reason is over 400 characters or holds control characters.", "8 read_at is not a moment with its zone, like 2020-09-06T12:00:00Z.", "10 The line has 6 cells, but 4 columns are named.",
            ], list.Errors.Select(e => $"{e.Line} {e.Sentence}"));
        Assert.Equal(7, list.Lines);
        Assert.Equal("1 The first line must name the columns, serial among them: serial,box,cycle,outcome,reason,read_at,read_by,judged,received_at.", Assert.Single(TubesCsv.Read("tube,box").Errors) is var e ? $"{e.Line} {e.Sentence}" : "");
    }

    [Fact]
    public void A_list_of_serials_alone_says_that_all_were_accepted() =>
        Assert.All(TubesCsv.Read("\uFEFFSerial\r\nT1\r\nT2\r\n").Claims, c => Assert.Equal(TubeOutcome.Accepted, c.Outcome));

    [Fact]
    public void A_bundle_has_the_structure_of_r4_and_reads_back_to_the_same_readings()
    {
        var bundle = JsonDocument.Parse(SpecimenBundle.Write("box/BX-0007", Noon, Tubes)).RootElement;
        Assert.Null(R4.FaultOfBundle(bundle));
        Assert.All(Specimens(bundle), s => Assert.Null(R4.FaultOfSpecimen(s)));
        var list = SpecimenReading.Read(bundle, out var wrong)!;
        Assert.Equal(("", 0), (wrong, list.Errors.Count));
        Assert.Equal(Understood.Select(u => u.StartsWith("T1 ", StringComparison.Ordinal) || u.StartsWith("T9 ", StringComparison.Ordinal) ? u.Replace("P-b3", "", StringComparison.Ordinal) : u), list.Claims.Select(Said));
    }

    [Fact]
    public void A_specimen_has_identifier_status_received_time_condition_note_and_container()
    {
        var specimens = Specimens(JsonDocument.Parse(SpecimenBundle.Write("box/BX-0007", Noon, Tubes)).RootElement);
        Assert.Equal(["available", "available", "unsatisfactory", "unavailable", "available", "unavailable"], specimens.Select(s => s.GetProperty("status").GetString()));
        Assert.Equal(
            """{"system":"http://terminology.hl7.org/CodeSystem/v2-0493","code":"SNR","display":"Sample not received"}""",
            specimens[3].GetProperty("condition")[0].GetProperty("coding")[0].GetRawText());
        Assert.Equal("""[{"identifier":[{"system":"urn:specimen-logistics:box","value":"BX-0007"}],"description":"collection box, cycle 2"}]""", specimens[2].GetProperty("container").GetRawText());
        Assert.Equal("""[{"authorString":"P-b3","time":"2020-09-06T04:00:00Z","text":"Leaked"}]""", specimens[2].GetProperty("note").GetRawText());
        Assert.Equal("2020-09-06T03:40:00Z", specimens[0].GetProperty("receivedTime").GetString());
        Assert.False(specimens[3].TryGetProperty("receivedTime", out _));
        Assert.Equal(specimens.Count, specimens.Select(s => s.GetProperty("id").GetString()).Distinct().Count());
    }

    [Fact]
    public void An_empty_box_is_a_bundle_without_entries() =>
        Assert.Null(R4.FaultOfBundle(JsonDocument.Parse(SpecimenBundle.Write("box/BX-0007", Noon, [])).RootElement));

    // Shapes as the specification's tables allow and forbid them; none is copied from its pages.
    [Theory]
    [InlineData("""{"resourceType":"Bundle"}""", "Bundle.type is missing")]
    [InlineData("""{"resourceType":"Bundle","type":"collection","entry":[]}""", "Bundle.entry is empty: leave it out")]
    [InlineData("""{"resourceType":"Bundle","type":"heap"}""", "Bundle.type is not a bundleType of FHIR R4")]
    [InlineData("""{"resourceType":"Bundle","type":"collection","timestamp":"2020-09-06"}""", "Bundle.timestamp is not a instant of FHIR R4")]
    [InlineData("""{"resourceType":"Patient","type":"collection"}""", "resourceType is not Bundle")]
    public void What_is_no_bundle_is_refused(string body, string sentence)
    {
        Assert.Null(SpecimenReading.Read(JsonDocument.Parse(body).RootElement, out var wrong));
        Assert.Equal(sentence, wrong);
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient"}""", "The resource is not a Specimen.")]
    [InlineData("""{"resourceType":"Specimen","status":"fine"}""", "Specimen.status is not a specimenStatus of FHIR R4.")]
    [InlineData("""{"resourceType":"Specimen","identifier":{"value":"T1"}}""", "Specimen.identifier is not an array.")]
    [InlineData("""{"resourceType":"Specimen","serial":"T1"}""", "Specimen has no element of that name in FHIR R4 (serial).")]
    [InlineData("""{"resourceType":"Specimen","note":[{"time":"2020-09-06"}]}""", "Specimen.note.text is missing.")]
    [InlineData("""{"resourceType":"Specimen","receivedTime":"2020-09-06T12:00:00"}""", "Specimen.receivedTime is not a dateTime of FHIR R4.")]
    [InlineData("""{"resourceType":"Specimen","modifierExtension":[{"url":"x"}]}""", "Specimen.modifierExtension may change the meaning, and is not understood here.")]
    [InlineData("""{"resourceType":"Specimen","identifier":[{"value":"A123456(7)"}]}""", "The serial is not one of our codes (10 characters): nothing of it was kept.")]
    [InlineData("""{"resourceType":"Specimen","status":"entered-in-error","identifier":[{"value":"T1"}]}""", "The specimen was entered in error: nothing of it was taken.")]
    public void A_bad_specimen_gets_a_sentence_alone(string specimen, string sentence)
    {
        var good = """{"resourceType":"Specimen","identifier":[{"system":"https://lab.example/accession","value":"77"},{"system":"urn:specimen-logistics:tube","value":"T8"}],"subject":{"display":"somebody"},"receivedTime":"2020-09"}""";
        var body = $$"""{"resourceType":"Bundle","type":"collection","entry":[{"resource":{{specimen}}},{"resource":{{good}}}]}""";
        var list = SpecimenReading.Read(JsonDocument.Parse(body).RootElement, out _)!;
        Assert.Equal(new LineError(1, sentence), Assert.Single(list.Errors));
        Assert.Equal("T8  Accepted  ", Said(Assert.Single(list.Claims)));
    }

    static List<JsonElement> Specimens(JsonElement bundle) => [.. bundle.GetProperty("entry").EnumerateArray().Select(e => e.GetProperty("resource"))];
    static string Said(TubeClaim c) => $"{c.Serial} {c.Box} {c.Outcome} {c.Reason} {c.By}";
}
