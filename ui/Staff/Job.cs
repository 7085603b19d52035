using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Staff;

/// <summary>A page for people at one place, and the kind of place it is for.</summary>
public enum Job { Centre, Lab, Driver }

static class Jobs
{
    public static string Word(Job job) => Kebab.Of(job);

    public static Party? PartyOf(Job job, string id) => Party.TryParse($"{Kebab.Of(KindOf(job))}:{id}", out var party) ? party : null;

    /// <summary>The page of a place; null where people have none yet.</summary>
    public static string? PathOf(Party place) => Enum.GetValues<Job>().Where(job => KindOf(job) == place.Kind).Select(job => Path(job, place.Id)).FirstOrDefault();

    public static string Path(Job job, string id) => $"/{Word(job)}/{id}";

    static PartyKind KindOf(Job job) => job switch
    {
        Job.Centre => PartyKind.Centre,
        Job.Lab => PartyKind.Laboratory,
        _ => PartyKind.Vehicle,
    };
}
