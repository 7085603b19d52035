using System.Globalization;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>The boxes and where they stand in the morning: some at each centre, the others in the warehouse.</summary>
internal static class Fleet
{
    public static IReadOnlyList<Box> Of(Scenario scenario)
    {
        var numbers = scenario.Numbers.Boxes;
        var atCentres = scenario.Centres.SelectMany(c => Enumerable.Repeat(c.Party, numbers.OpeningAtCentre)).ToList();
        if (atCentres.Count > numbers.Fleet) throw new InvalidDataException($"{scenario.Name}: {numbers.Fleet} boxes cannot give each centre {numbers.OpeningAtCentre}.");
        return [.. Enumerable.Range(1, numbers.Fleet).Select(n => New(n, n <= atCentres.Count ? atCentres[n - 1] : null, scenario.Warehouse.Party))];
    }

    static Box New(int number, string? centre, string warehouse)
    {
        var digits = number.ToString("D4", CultureInfo.InvariantCulture);
        return new Box("BX-" + digits, "ES-" + digits, Device.Beacon("BX-" + digits), centre is null ? Place.WarehouseClean : Place.CentreEmpty, centre ?? warehouse);
    }
}
