using SpecimenLogistics.Simulators.Programme;

namespace SpecimenLogistics.Simulators.Roads;

/// <summary>How many times longer than on an empty road a drive takes, by class of road and hour of the day.</summary>
internal sealed class Traffic(IReadOnlyDictionary<string, (long FromMs, double Multiplier)[]> steps)
{
    public double At(string kind, long ms)
    {
        var all = steps[kind];
        var hour = Midnights.HourOf(ms);
        var at = all.Length - 1;
        while (at > 0 && all[at].FromMs > hour) at--;
        return all[at].Multiplier;
    }

    public static Traffic Read(string path) => new(Table.Read(path).GroupBy(r => r.Text("class"))
        .ToDictionary(g => g.Key, g => g.Select(r => (r.Clock("from"), r.Number("multiplier"))).OrderBy(s => s.Item1).ToArray()));
}
