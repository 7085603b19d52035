using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>What a vehicle's seal reader comes to when a load is aboard for hours.</summary>
public sealed class A_long_journey
{
    static readonly Subject Box = new(SubjectKind.Box, "BX-0001");
    static readonly Party Vehicle = Code.Parse<Party>("vehicle:V001");
    static readonly SealNumber Seal = Code.Parse<SealNumber>("ES-1");

    static Instant At(double minute) => Facts.Morning + TimeSpan.FromMinutes(minute);

    static Evidence Read(IEnumerable<int> minutes)
    {
        var hearing = new Hearing(Hearing.VehicleLimit);
        foreach (var minute in minutes) hearing.Add(new Sighting(Box, At(minute), 0, false, Seal));
        return hearing.Evidence();
    }

    [Theory]
    [InlineData(89, null)]
    [InlineData(90, 90)]
    [InlineData(119, 90)]
    [InlineData(140, 120)]
    public void Is_told_in_steps_of_half_an_hour_from_an_hour_and_a_half_on(int minutes, int? until)
    {
        var forward = Read(Enumerable.Range(0, minutes + 1)).Carried;
        Assert.Equal(until is { } m ? At(m) : null, forward?.Single().Last);
        Assert.Equal(forward, Read(Enumerable.Range(0, minutes + 1).Reverse()).Carried);
        Assert.Empty(Read(Enumerable.Range(0, minutes + 1)).OpenSeals);
    }

    [Fact]
    public void Broken_by_a_long_silence_is_two_short_ones() => Assert.Null(Read([.. Enumerable.Range(0, 60), .. Enumerable.Range(80, 60)]).Carried);

    [Theory]
    [InlineData(false, 90)]
    [InlineData(true, null)]
    public void Is_told_to_the_box_while_the_vehicle_has_it(bool handedOver, int? until)
    {
        Span[] spans = [new(Code.Parse<Party>("centre:CW01"), At(-60), false), new(Vehicle, At(0), false), .. handedOver ? [new Span(Code.Parse<Party>("laboratory:LAB1"), At(95), false)] : Array.Empty<Span>()];
        var cycle = new CycleSummary(1, BoxPlace.WithCarrier, Code.Parse<Party>("centre:CW01"), 7, 0, At(-10), At(0), Vehicle, null, null, null, null, null, spans, [], TimeSpan.Zero);
        var vehicle = VehicleState.Start("V001");
        vehicle = vehicle.Apply(Now(1, new Learned(Box, 1, new BoxSummary(Code.Parse<BoxId>(Box.Id), [cycle]))));
        vehicle = vehicle.Apply(Now(2, new TelemetryJudged(1, Read(Enumerable.Range(0, 100)))));
        Assert.Equal(until is { } m ? At(m) : null, (vehicle.Summaries().GetValueOrDefault(Box) as SightingSummary)?.HeardUntil);
    }

    static Recorded Now(int number, Fact fact) =>
        new(new Guid(number, 0, 0, new byte[8]), new Stamp(At(100), "", 1, number, 0), TimeSpan.Zero, null, At(100), null, null, null, fact);
}
