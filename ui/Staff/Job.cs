using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Staff;

/// <summary>A page for people at one place, and the kind of place it is for. Of several at one kind the first is meant where nobody says which.</summary>
public enum Job { Centre, Lab, Driver, Warehouse, Bench }

static class Jobs
{
    public static string Word(Job job) => Kebab.Of(job);

    public static Party? PartyOf(Job job, string id) => Party.TryParse($"{Kebab.Of(KindOf(job))}:{id}", out var party) ? party : null;

    /// <summary>The jobs that are done at a place; none where people have no page yet.</summary>
    public static IReadOnlyList<Job> At(Party place) => [.. Enum.GetValues<Job>().Where(job => KindOf(job) == place.Kind)];

    /// <summary>The job of that name at this place, the first one when no name is given; null when nobody does it there.</summary>
    public static Job? Named(Party place, string? name) =>
        At(place).Where(job => string.IsNullOrEmpty(name) || Word(job) == name).Select(job => (Job?)job).FirstOrDefault();

    public static string Path(Job job, string id) => $"/{Word(job)}/{id}";

    static PartyKind KindOf(Job job) => job switch
    {
        Job.Centre => PartyKind.Centre,
        Job.Lab or Job.Bench => PartyKind.Laboratory,
        Job.Warehouse => PartyKind.Warehouse,
        _ => PartyKind.Vehicle,
    };
}
