using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>A map from elsewhere: all of it is green.</summary>
public sealed class TileServer : IAsyncDisposable
{
    readonly WebApplication app;

    TileServer(WebApplication app) => this.app = app;

    /// <summary>Paths, in the order they were asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public string Template => app.Urls.First() + "/{z}/{x}/{y}.png";

    public static async Task<TileServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new TileServer(app);
        app.Run(context =>
        {
            server.Asked.Enqueue(context.Request.Path);
            context.Response.ContentType = "image/svg+xml";
            return context.Response.WriteAsync("""<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="256" height="256" fill="#008000"/></svg>""");
        });
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
