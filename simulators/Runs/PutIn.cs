using System.Globalization;
using SpecimenLogistics.Simulators.Truths;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>Puts a day's programme and plan in over the REST API, as an operator's own system would. Again changes nothing.</summary>
internal static class PutIn
{
    const int AtOnce = 500;

    /// <summary>The clock is set before the plan comes: until then it is the real one, by which every deadline of the day is long past.</summary>
    public static async Task ProgrammeAsync(Rest rest, Setup setup, DateTimeOffset now, double rate, CancellationToken cancel)
    {
        var date = setup.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await rest.PutAsync("api/v1/programme", new { Name = $"{setup.Scenario}, seed {setup.Seed}", setup.Zone, Simulated = true, setup.Scenario, setup.Seed, Date = date }, cancel);
        await ClockAsync(rest, now, rate, frozen: true, cancel);
        if (setup.Limits is { } limits) await rest.PutAsync("api/v1/limits", limits, cancel);
        await AllAsync(rest, "api/v1/sites", setup.Sites.Select(Site), cancel);
        await AllAsync(rest, "api/v1/vehicles", setup.Vehicles, cancel);
        await AllAsync(rest, "api/v1/boxes", setup.Boxes, cancel);
        await AllAsync(rest, "api/v1/devices", setup.Devices, cancel);
        // Plans of later days come on their eves.
        var nextMidnight = setup.Local(setup.Date.AddDays(1), TimeOnly.MinValue);
        await rest.PutAsync(PlanBody.PathOf(setup.Date), PlanBody.Of(setup.Trips.Where(t => t.Stops[0].At < nextMidnight)), cancel);
    }

    /// <summary>Sets the programme clock to a moment of the day.</summary>
    public static Task ClockAsync(Rest rest, DateTimeOffset now, double rate, bool frozen, CancellationToken cancel) =>
        rest.PutAsync("api/v1/clock", new { Now = PlanBody.Utc(now), Rate = rate, Frozen = frozen }, cancel);

    static async Task AllAsync<T>(Rest rest, string path, IEnumerable<T> items, CancellationToken cancel)
    {
        foreach (var some in items.Chunk(AtOnce)) await rest.PostAsync(path, some, cancel);
    }

    static object Site(SiteSetup site) => new
    {
        site.Id, site.NameEn, site.NameZh, site.District, site.LatDeg, site.LonDeg, site.FenceM, site.Role, site.Beacon, site.Laboratory, site.TargetMinutes,
        Sessions = site.Sessions.Select(s => new { s.Number, Opens = Clock(s.Opens), Closes = Clock(s.Closes) }).ToArray(),
        site.Docks, site.OpeningKits,
    };

    static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
