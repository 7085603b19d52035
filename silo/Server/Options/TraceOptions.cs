using System.Globalization;

namespace SpecimenLogistics.Server;

/// <summary>Where traces go, and how many are begun.</summary>
/// <param name="To">The base address of a collector that takes OTLP over HTTP (protobuf); null for what the environment's OTEL_EXPORTER_OTLP_* say.</param>
/// <param name="Share">Of messages and requests, 0 to 1; what follows from one is followed with it.</param>
public sealed record TraceOptions(Uri? To, double Share)
{
    public const double UsualShare = 0.001;
    public const string Usage = "[--otlp URL] [--trace-share 0..1]";

    /// <summary>The names by which an environment says where OTLP goes, as OpenTelemetry lays down.</summary>
    static readonly IReadOnlyList<string> s_names = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];

    /// <summary>null where nobody is to be told.</summary>
    internal static TraceOptions? Of(Given given, Func<string, string?> environment)
    {
        var to = given.Addresses("--otlp");
        if (to.Count > 1) given.Wrong("--otlp is one address");
        var share = ShareOf(given);
        if (to.Count > 0 || s_names.Any(name => environment(name) is { Length: > 0 })) return new(to.FirstOrDefault(), share);
        if (given.Has("--trace-share")) given.Wrong("--trace-share needs --otlp URL: nobody is told of traces");
        return null;
    }

    static double ShareOf(Given given)
    {
        if (given.Text("--trace-share") is not { } text) return UsualShare;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1) return share;
        given.Wrong($"--trace-share must be a number from 0 to 1, not '{text}'");
        return UsualShare;
    }
}
