using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SpecimenLogistics.Server;

/// <summary>Traces for a collector. Where nobody is to be told, nothing of this is there: no listener, no filter around a grain's calls.</summary>
static class Tracing
{
    /// <summary>What a browser asks for without meaning anything by it.</summary>
    static readonly IReadOnlyList<string> s_quiet = ["/health", "/metrics", "/_blazor", "/_framework", "/_content", "/grains"];

    public static void AddTracing(this WebApplicationBuilder builder, Settings settings)
    {
        if (settings.Traces is not { } traces) return;
        if (settings.Roles.HasFlag(Roles.Silo)) builder.UseOrleans(silo => silo.AddActivityPropagation());
        else builder.UseOrleansClient(client => client.AddActivityPropagation());
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("specimen-logistics", serviceInstanceId: settings.Node?.Name))
            .WithTracing(tracing => tracing
                .SetSampler(new ParentBasedSampler(new Beginnings(traces.Share)))
                .AddSource("SpecimenLogistics.*", "Microsoft.Orleans.Application")
                .AddAspNetCoreInstrumentation(http => http.Filter = context => !s_quiet.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal)))
                .AddProcessor(new WhatMayLeave())
                .AddOtlpExporter(exporter => Address(exporter, traces.To)));
    }

    static void Address(OtlpExporterOptions exporter, Uri? to)
    {
        if (to is null) return;
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri($"{to.ToString().TrimEnd('/')}/v1/traces");
    }
}
