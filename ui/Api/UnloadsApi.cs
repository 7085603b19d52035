namespace SpecimenLogistics.Ui.Api;

static class UnloadsApi
{
    public static void MapUnloads(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/unloads", async (LiveState live, CancellationToken cancel) =>
        {
            await live.CatchUp(cancel);
            return UnloadLine.Of(live.Views);
        }).WithSummary("Every unload at every dock, with its seconds and the wait at the gate");
}
