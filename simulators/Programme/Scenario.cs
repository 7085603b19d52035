using SpecimenLogistics.Simulators.Plans;
using SpecimenLogistics.Simulators.Programme;
using SpecimenLogistics.Simulators.Roads;

namespace SpecimenLogistics.Simulators;

/// <summary>A kind of day: sites, roads, hours and numbers, read from <c>scenarios/{name}</c> beside the assembly.</summary>
public sealed class Scenario
{
    internal Scenario(string name, Numbers numbers, IReadOnlyList<Centre> centres, IReadOnlyList<Hub> hubs, RoadMap roads, int days = 1) =>
        (Name, Numbers, Centres, Hubs, Roads, Days, Warehouse, _plan) =
            (name, numbers, centres, hubs, roads, days, hubs.Single(h => h.Role == "warehouse"), new Lazy<DayPlan>(() => DayPlan.For(this)));

    readonly Lazy<DayPlan> _plan;

    public string Name { get; }
    public Numbers Numbers { get; }
    public IReadOnlyList<Centre> Centres { get; }
    public IReadOnlyList<Hub> Hubs { get; }
    public Hub Warehouse { get; }
    internal RoadMap Roads { get; }

    /// <summary>So many days on end, nights included; what a night leaves is what the next morning finds.</summary>
    public int Days { get; }

    /// <summary>The same for every seed, so it is made once.</summary>
    internal DayPlan Plan => _plan.Value;

    /// <summary>Reads a scenario by name. Throws <see cref="FileNotFoundException"/> with the names there are when it is unknown.</summary>
    public static Scenario Load(string name) => ScenarioFolder.Read(name);

    public const int MostDays = 31;

    /// <summary>The same kind of day, so many times, <see cref="MostDays"/> at most. Throws <see cref="InvalidDataException"/> for a scenario that does not say how boxes come back at night.</summary>
    public Scenario Over(int days) => days == 1 ? this
        : Numbers.Returns.Night is null ? throw new InvalidDataException($"{Name} is a scenario of one day: its returns have no night.")
        : new Scenario(Name, Numbers, Centres, Hubs, Roads, days);

    internal Centre Centre(string id) => Centres.First(c => c.Id == id);
    internal Hub Hub(string id) => Hubs.First(h => h.Id == id);

    /// <summary>Local midnight of the day, in UTC: the zero of every count of milliseconds here.</summary>
    internal DateTimeOffset Midnight => new DateTimeOffset(Numbers.Date.ToDateTime(TimeOnly.MinValue), TimeSpan.FromMinutes(Numbers.UtcOffsetMinutes)).ToUniversalTime();

    internal DateTimeOffset At(long ms) => Midnight.AddMilliseconds(ms);
}
