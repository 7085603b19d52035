using SpecimenLogistics.Simulators;

namespace SpecimenLogistics.Unit.Simulators;

/// <summary>A day that goes as it goes, whatever drivers accept.</summary>
sealed class FixedDay(Day day) : IOpenDay
{
    public Day Day(IReadOnlyList<Obeyed> obeyed) => day;
    public Truth? Undisturbed => null;
}
