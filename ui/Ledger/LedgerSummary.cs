using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>The ledger as the page has it: nine places that add up to the fleet.</summary>
/// <param name="SpecimensCarried">Of those with carriers, the packed ones.</param>
/// <param name="Off">Places whose account is not what the boxes say; of the screens', those that have been so for too long to be on the way.</param>
public sealed record LedgerSummary(
    IReadOnlyDictionary<BoxPlace, int> Places, int Boxes, int SpecimensCarried, int Laboratories, int? OldestHeldMinutes, int? OldestUnaccountedMinutes,
    IReadOnlyList<LedgerLine> Off)
{
    /// <summary>Places that differ and have not for long: most likely somebody is being told.</summary>
    public int Moving { get; init; }

    static readonly BoxPlace[] AllPlaces = Enum.GetValues<BoxPlace>();

    public int this[BoxPlace place] => Places.GetValueOrDefault(place);
    public int Sum => AllPlaces.Sum(place => this[place]);
    public bool Balanced => Off.Count == 0 && Moving == 0 && Sum == Boxes;

    public int Warehouse => this[BoxPlace.WarehouseClean] + Cleaning + this[BoxPlace.WarehouseFaulty];
    public int Cleaning => this[BoxPlace.WarehouseDirty] + this[BoxPlace.WarehouseDisinfecting];
    public int Centres => this[BoxPlace.CentreEmpty] + this[BoxPlace.CentrePacking] + this[BoxPlace.CentreSealed];

    public static LedgerSummary Of(ViewCache views, Instant now)
    {
        var boxes = views.All<BoxView>();
        var book = LedgerBook.Of(views);
        int? Oldest(BoxPlace place) => boxes.Where(b => b.Place == place && b.Since is not null).Select(b => (int?)(now - b.Since!.Value).TotalMinutes).Max();
        return new LedgerSummary(
            book.Places, boxes.Count, boxes.Count(b => b is { Place: BoxPlace.WithCarrier, Packed: > 0 }),
            views.All<SiteView>().Count(s => s.Role == SiteRole.Laboratory), Oldest(BoxPlace.Held), Oldest(BoxPlace.Unaccounted),
            [.. book.Lines.Where(line => !line.Balanced)]);
    }
}
