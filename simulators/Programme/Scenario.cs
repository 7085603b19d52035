using SpecimenLogistics.Simulators.Plans;
using SpecimenLogistics.Simulators.Programme;
using SpecimenLogistics.Simulators.Roads;

namespace SpecimenLogistics.Simulators;

/// <summary>A kind of day: sites, roads, hours and numbers, read from <c>scenarios/{name}</c> beside the assembly.</summary>
public sealed class Scenario
{
    internal Scenario(string name, Numbers numbers, IReadOnlyList<Centre> centres, IReadOnlyList<Hub> hubs, RoadMap roads) =>
        (Name, Numbers, Centres, Hubs, Roads, Warehouse, _plan) =
            (name, numbers, centres, hubs, roads, hubs.Single(h => h.Role == "warehouse"), new Lazy<DayPlan>(() => DayPlan.For(this)));

    readonly Lazy<DayPlan> _plan;

    public string Name { get; }
    public Numbers Numbers { get; }
    public IReadOnlyList<Centre> Centres { get; }
    public IReadOnlyList<Hub> Hubs { get; }
    public Hub Warehouse { get; }
    internal RoadMap Roads { get; }

    /// <summary>The same for every seed, so it is made once.</summary>
    internal DayPlan Plan => _plan.Value;

    /// <summary>Reads a scenario by name. Throws <see cref="FileNotFoundException"/> with the names there are when it is unknown.</summary>
    public static Scenario Load(string name) => ScenarioFolder.Read(name);

    internal Centre Centre(string id) => Centres.First(c => c.Id == id);
    internal Hub Hub(string id) => Hubs.First(h => h.Id == id);

    /// <summary>Local midnight of the day, in UTC: the zero of every count of milliseconds here.</summary>
    internal DateTimeOffset Midnight => new DateTimeOffset(Numbers.Date.ToDateTime(TimeOnly.MinValue), TimeSpan.FromMinutes(Numbers.UtcOffsetMinutes)).ToUniversalTime();

    internal DateTimeOffset At(long ms) => Midnight.AddMilliseconds(ms);
}
