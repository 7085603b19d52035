using System.Diagnostics;
using OpenTelemetry;

namespace SpecimenLogistics.Server;

/// <summary>
/// Of a span these fields leave the process and no others: an address holds a tube's number, a grain's id a box's, an error's sentence whatever it
/// was about. Whoever adds a field to a span names it here.
/// </summary>
sealed class WhatMayLeave : BaseProcessor<Activity>
{
    static readonly IReadOnlySet<string> s_fields = new HashSet<string>
    {
        "device", "topic.kind", "items", "facts", "rows", "messages", "requests", "refused", "views", "islands", "summaries", "outcome",
        "http.request.method", "http.route", "http.response.status_code", "error.type", "exception.type", "rpc.system.name", "rpc.method", "orleans.rpc.service",
    };

    public override void OnEnd(Activity data)
    {
        foreach (var (name, _) in data.TagObjects.ToArray())
            if (!s_fields.Contains(name)) data.SetTag(name, null);
        data.TraceStateString = null;
        if (data.Status == ActivityStatusCode.Error) data.SetStatus(ActivityStatusCode.Error);
        // An event cannot be taken off: a span with one stays here.
        if (data.Events.Any()) data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
