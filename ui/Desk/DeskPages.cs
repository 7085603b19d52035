namespace SpecimenLogistics.Ui;

/// <summary>The pages at a desk, each by what it lets people do: nobody is offered what he may not open.</summary>
static class DeskPages
{
    static readonly (string Path, string Word, string What)[] All =
    [
        ("/", "deskpage.room", May.See), ("/reports", "deskpage.reports", May.Report), ("/audit", "deskpage.audit", May.Audit), ("/handover", "handover.title", May.See), ("/second", "second.title", May.Confirm),
        ("/paper", "paper.title", May.Act), ("/labels", "labels.title", May.Print), ("/wall", "wall.title", May.See), ("/phones", "phones.title", May.Phones), ("/people", "people.title", May.People),
    ];

    /// <summary>Address and key of the word, in the order they are offered.</summary>
    public static IEnumerable<(string Path, string Word)> For(HttpContext context) => All.Where(p => context.User.May(p.What)).Select(p => (p.Path, p.Word));
}
