using CsCheck;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Grains;

namespace SpecimenLogistics.Unit.Loops;

/// <summary>A box goes round for weeks, and what was judged of it need not be judged twice a second.</summary>
public sealed class A_box_with_a_logger
{
    static Instant At(int minute) => ManyDays.At(0, minute / 60.0);

    static LoggedBox Box(params (int Minute, int Celsius)[] readings)
    {
        var box = new LoggedBox();
        foreach (var (minute, celsius) in readings) box.Add(At(minute).Microseconds, celsius);
        return box;
    }

    [Fact]
    public void Is_judged_from_the_readings_of_its_cycle_as_it_would_be_from_all() => Gen.Select(
        Gen.Select(Gen.Int[0, 300], Gen.Int[-2, 12]).Array[0, 60], Gen.Int[0, 300], Gen.Int[1, 200], Gen.Bool).Sample((readings, from, minutes, closed) =>
    {
        var all = readings.GroupBy(r => r.Item1).OrderBy(g => g.Key).Select(g => new TemperatureReading(At(g.Key), g.Last().Item2)).ToList();
        var (start, until) = (At(from), At(from + minutes));
        var some = Box(readings).For(start, until);
        Assert.Equal(ColdChain.Of(all, start, until, closed, TemperatureLimits.Usual), ColdChain.Of(some, start, until, closed, TemperatureLimits.Usual));
        Assert.InRange(some.Count, 0, all.Count(r => r.At >= start && r.At <= until) + 1);
    }, iter: 3000);

    [Fact]
    public void Is_judged_again_when_a_reading_speaks_of_the_cycle_and_not_when_it_is_of_a_later_one()
    {
        var (box, limits) = (Box((5, 4), (40, 5)), TemperatureLimits.Usual);
        Assert.False(box.IsSettled(At(0), At(60), null, limits));
        box.Settle(At(0), At(60), null, limits);
        box.Add(At(61).Microseconds, 20);
        Assert.True(box.IsSettled(At(0), At(60), null, limits));
        box.Add(At(60).Microseconds, 20);
        Assert.False(box.IsSettled(At(0), At(60), null, limits));
    }

    [Fact]
    public void Is_judged_again_when_its_judgement_the_limits_or_the_cycles_end_are_others()
    {
        var (box, limits) = (Box((5, 4)), TemperatureLimits.Usual);
        var known = TemperatureView(At(60));
        box.Settle(At(0), At(60), known, limits);
        Assert.True(box.IsSettled(At(0), At(60), TemperatureView(At(60)), limits));
        Assert.False(box.IsSettled(At(0), At(60), known with { JudgedAt = At(61) }, limits));
        Assert.False(box.IsSettled(At(0), At(60), null, limits));
        Assert.False(box.IsSettled(At(0), At(59), known, limits));
        Assert.False(box.IsSettled(At(0), At(60), known, limits with { HighCelsius = 9 }));
    }

    static TemperatureView TemperatureView(Instant judged) => new(
        TemperatureState.InRange, false, At(0), At(60), true, 60, 0, 0, 0, 4, 4, 4, 4, At(5), TemperatureLimits.Usual, null, judged);
}
