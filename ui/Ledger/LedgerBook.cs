using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>One place: what its own account says, and how many boxes say that it holds them.</summary>
public sealed record LedgerLine(string Party, int Opening, int In, int Out, int Balance, int Boxes)
{
    public bool Balanced => Opening + In - Out == Balance && Balance == Boxes;
}

/// <summary>Double entry: every place's account against the boxes' own word.</summary>
/// <param name="Nowhere">Boxes that name no holder.</param>
public sealed record LedgerBook(IReadOnlyList<LedgerLine> Lines, int Boxes, int Nowhere, IReadOnlyDictionary<BoxPlace, int> Places)
{
    public bool Balanced => Nowhere == 0 && Lines.All(line => line.Balanced) && Lines.Sum(line => line.Balance) == Boxes;

    public static LedgerBook Of(
        IReadOnlyList<BoxView> boxes, IReadOnlyList<SiteView> sites, IReadOnlyList<VehicleView> vehicles, IReadOnlyList<CourierView> couriers)
    {
        var held = boxes.Where(b => b.Holder is not null).GroupBy(b => b.Holder!.Value.Value).ToDictionary(g => g.Key, g => g.Count());
        var accounts = sites.Select(s => (Party: $"{Kebab.Of(s.Role)}:{s.Id.Value}", s.Account))
            .Concat(vehicles.Select(v => (Party: $"vehicle:{v.Id.Value}", v.Account)))
            .Concat(couriers.Select(c => (Party: $"courier:{c.Id}", c.Account)))
            .ToDictionary(a => a.Party, a => a.Account);
        // A holder without an account is a line too: its boxes stand against nothing.
        var lines = accounts.Keys.Union(held.Keys).Order(StringComparer.Ordinal).Select(party => Line(party, accounts.GetValueOrDefault(party), held.GetValueOrDefault(party)));
        var places = boxes.GroupBy(b => b.Place).ToDictionary(g => g.Key, g => g.Count());
        return new LedgerBook([.. lines], boxes.Count, boxes.Count(b => b.Holder is null), places);
    }

    public static LedgerBook Of(ViewCache views) =>
        Of(views.All<BoxView>(), views.All<SiteView>(), views.All<VehicleView>(), views.All<CourierView>());

    static LedgerLine Line(string party, AccountView? account, int boxes) =>
        new(party, account?.Opening ?? 0, account?.In ?? 0, account?.Out ?? 0, account?.Balance ?? 0, boxes);
}
