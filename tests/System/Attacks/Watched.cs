using System.Globalization;
using System.Text.RegularExpressions;

namespace SpecimenLogistics.Tests.Processes.Attacks;

/// <summary>What a server says of itself: counts before and after.</summary>
sealed partial record Watched(long Facts, long Telemetry, long Unreadable, long Refused, long Acknowledged)
{
    public static async Task<Watched> Of(ServerUnderTest server)
    {
        var counts = (await server.Get("status")).GetProperty("counts");
        long Count(string name) => counts.GetProperty(name).GetInt64();
        var metrics = await server.Client.GetStringAsync(new Uri(server.Http, "metrics"), TestContext.Current.CancellationToken);
        var refused = Refusals().Matches(metrics).Sum(m => (long)double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture));
        return new Watched(Count("facts_stored"), Count("telemetry_stored"), Count("unreadable"), refused + Count("signons_refused"), Count("messages_acknowledged"));
    }

    public static Watched operator -(Watched after, Watched before) => new(
        after.Facts - before.Facts, after.Telemetry - before.Telemetry, after.Unreadable - before.Unreadable, after.Refused - before.Refused, after.Acknowledged - before.Acknowledged);

    [GeneratedRegex(@"^specimenlogistics_gateway_refusals\w*\{[^}]*\} (\S+)", RegexOptions.Multiline)]
    private static partial Regex Refusals();
}
