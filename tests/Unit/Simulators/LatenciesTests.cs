using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Unit.Simulators;

public sealed class LatenciesTests
{
    [Fact]
    public void Quantiles_are_within_a_sixteenth()
    {
        var latencies = new Latencies();
        for (var us = 1; us <= 100_000; us++) latencies.Add(TimeSpan.FromMicroseconds(us));
        Assert.InRange(latencies.QuantileMs(0.5)!.Value, 50 * 15 / 16.0, 50);
        Assert.InRange(latencies.QuantileMs(0.99)!.Value, 99 * 15 / 16.0, 99);
    }

    [Fact]
    public void Nothing_measured_is_not_zero() => Assert.Null(new Latencies().QuantileMs(0.5));
}
