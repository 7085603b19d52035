using System.Text.Json;
using System.Text.Json.Serialization;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui;

/// <param name="Zone">Of every time in it, an IANA name; times also carry their offset.</param>
public sealed record ReportBody(string Zone, ReportFigures Report, RootBody? Root);

/// <summary>The API's JSON with times of the programme's zone.</summary>
static class ReportJson
{
    public static byte[] Of(ReportFigures report, RootBody? root, ZonedTimes times)
    {
        var options = ApiJson.Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));
        options.Converters.Insert(0, new ZonedInstantConverter(times));
        return JsonSerializer.SerializeToUtf8Bytes(new ReportBody(times.Zone, report, root), options);
    }

    sealed class ZonedInstantConverter(ZonedTimes times) : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => throw new NotSupportedException("reports are only written");
        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteStringValue(times.Iso(value));
    }
}
