using System.Net.WebSockets;
using System.Security.Claims;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SpecimenLogistics.Ui.People;

namespace SpecimenLogistics.Ui;

/// <summary>The address where pages watch the vehicles. It stands apart from the pages' circuit, so that the map moves on while that reconnects.</summary>
static class VehicleSocket
{
    public const string Path = "/live/vehicles";
    static readonly TimeSpan SendWithin = TimeSpan.FromSeconds(10);

    public static void MapVehicleSocket(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, async (HttpContext context, VehicleStream stream, IServiceScopeFactory scopes, TimeProvider time, IHostApplicationLifetime life) =>
        {
            if (!context.WebSockets.IsWebSocketRequest)
                return Results.Problem("This address speaks WebSocket only.", statusCode: StatusCodes.Status400BadRequest);
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
            var frames = stream.Join();
            try
            {
                await Task.WhenAny(Send(socket, frames, ends.Token), UntilClosed(socket, ends.Token), UntilSignedOff(context.User, scopes, time, ends.Token));
            }
            finally
            {
                stream.Leave(frames);
                await ends.CancelAsync();
            }
            return Results.Empty;
        }).RequireAuthorization(May.See).ExcludeFromDescription();

    static async Task Send(WebSocket socket, ChannelReader<byte[]> frames, CancellationToken cancel)
    {
        await foreach (var frame in frames.ReadAllAsync(cancel))
        {
            using var within = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            within.CancelAfter(SendWithin);
            await socket.SendAsync(frame, WebSocketMessageType.Binary, true, within.Token);
        }
    }

    /// <summary>A socket brings no cookie again.</summary>
    static async Task UntilSignedOff(ClaimsPrincipal user, IServiceScopeFactory scopes, TimeProvider time, CancellationToken cancel)
    {
        while (true)
        {
            await Task.Delay(StillInForce.AskedAgain, time, cancel);
            await using var scope = scopes.CreateAsyncScope();
            if (!await scope.ServiceProvider.GetRequiredService<InForce>().Holds(user)) return;
        }
    }

    /// <summary>A viewer has nothing to say: whatever comes but a close is read and forgotten, 64 bytes at a time.</summary>
    static async Task UntilClosed(WebSocket socket, CancellationToken cancel)
    {
        var buffer = new byte[64];
        while ((await socket.ReceiveAsync(buffer, cancel)).MessageType != WebSocketMessageType.Close) { }
    }
}
