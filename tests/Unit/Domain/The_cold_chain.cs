using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>A box's temperature from sealing to receipt: 2 to 8 °C, 30 minutes outside at most, 15 minutes without a word are unknown.</summary>
public sealed class The_cold_chain
{
    static readonly Instant Sealed = Facts.Morning;
    static Instant At(double minutes) => Sealed + TimeSpan.FromMinutes(minutes);
    static TemperatureReading[] Every5(int from, int to, Func<int, double> celsius) =>
        [.. Enumerable.Range(0, (to - from) / 5 + 1).Select(i => from + i * 5).Select(m => new TemperatureReading(At(m), celsius(m)))];
    static ColdChain Of(TemperatureReading[] readings, int until = 90, bool closed = true) => ColdChain.Of(readings, Sealed, At(until), closed, TemperatureLimits.Usual);

    [Fact]
    public void Is_in_range_when_readings_speak_for_every_minute_and_none_is_outside()
    {
        var chain = Of(Every5(-5, 90, _ => 5));
        Assert.Equal((TemperatureState.InRange, 90d, 0d, 0d), (chain.State, chain.MinutesInRange, chain.MinutesOutside, chain.MinutesUnknown));
        Assert.Equal((5d, 5d, 5d, 5d), (chain.MeanKineticCelsius, chain.LowestCelsius, chain.HighestCelsius, chain.LastCelsius));
    }

    [Fact]
    public void Adds_up_minutes_outside_and_says_when_they_became_too_many()
    {
        var chain = Of(Every5(0, 90, m => m is >= 20 and < 30 or >= 50 and < 75 ? 12 : 5));
        Assert.Equal((TemperatureState.TooWarm, 35d, At(70)), (chain.State, chain.MinutesAbove, chain.ExceededAt!.Value));
        Assert.Equal(TemperatureState.Outside, Of(Every5(0, 90, m => m is >= 20 and < 50 ? 12 : 5)).State);
        Assert.Equal(TemperatureState.TooCold, Of(Every5(0, 90, m => m < 40 ? -1 : 5)).State);
    }

    [Fact]
    public void Never_calls_in_range_what_nobody_measured()
    {
        var gap = Of([.. Every5(0, 30, _ => 5), .. Every5(60, 90, _ => 5)]);
        Assert.Equal((TemperatureState.Unknown, 30d), (gap.State, gap.MinutesUnknown));
        Assert.Equal(TemperatureState.Unknown, Of(Every5(20, 90, _ => 5)).State);
        Assert.Equal(TemperatureState.Unknown, Of(Every5(0, 70, _ => 5)).State);
        Assert.Equal((TemperatureState.Unknown, null, 90d), (Of([]).State, Of([]).MeanKineticCelsius, Of([]).MinutesUnknown));
        Assert.Equal(TemperatureState.InRange, Of(Every5(10, 85, _ => 5)).State);
    }

    [Fact]
    public void Has_the_mean_kinetic_temperature_with_83_144_kilojoules_per_mole()
    {
        // Half the time at 5 and half at 25 °C: 10,000 / -ln((e^(-10000/278.15) + e^(-10000/298.15)) / 2) kelvin, by hand.
        Assert.Equal(19.70, Of(Every5(0, 90, m => m < 45 ? 5 : 25)).MeanKineticCelsius!.Value, 0.05);
    }

    [Fact]
    public void Is_silent_when_a_logger_that_spoke_has_not_for_over_15_minutes_and_the_box_is_not_received()
    {
        Assert.True(Of(Every5(0, 70, _ => 5), 90, closed: false).Silent);
        Assert.False(Of(Every5(0, 75, _ => 5), 90, closed: false).Silent);
        Assert.False(Of(Every5(0, 70, _ => 5)).Silent);
        Assert.False(Of([], 90, closed: false).Silent);
    }

    [Fact]
    public void Becomes_a_fact_only_when_it_says_something_new()
    {
        var first = Of(Every5(0, 40, _ => 5), 40, closed: false);
        Assert.True(TemperatureRule.IsNew(null, first));
        Assert.False(TemperatureRule.IsNew(null, Of([], 40, closed: false)));
        Assert.False(TemperatureRule.IsNew(first, Of(Every5(0, 60, _ => 5), 60, closed: false)));
        Assert.True(TemperatureRule.IsNew(first, Of(Every5(0, 40, _ => 5), 60, closed: false)));
        Assert.True(TemperatureRule.IsNew(first, Of(Every5(0, 60, m => m < 50 ? 5 : 9), 60, closed: false)));
        var closed = Of(Every5(0, 90, _ => 5));
        Assert.False(TemperatureRule.IsNew(closed, Of(Every5(0, 90, _ => 5))));
        Assert.True(TemperatureRule.IsNew(closed, Of(Every5(0, 90, m => m == 45 ? 5.5 : 5))));
    }

    [Theory]
    [InlineData(null, null, "temperature amber")]
    [InlineData(80, null, "temperature red")]
    [InlineData(80, Condition.Intact, "temperature red")]
    [InlineData(80, Condition.Warm, "temperature gone: noticed at LAB1")]
    public void Too_warm_a_box_is_an_incident_red_where_the_laboratory_has_not_noticed(int? unloaded, Condition? received, string expected)
    {
        var lab = Code.Parse<Party>("laboratory:LAB1");
        List<Fact> facts = [new TemperatureJudged(At(80), Of(Every5(0, 80, _ => 12), 80, closed: false))];
        if (unloaded is not null) facts.Add(new BoxUnloaded(Code.Parse<DockId>("LAB1-D1"), lab, null));
        if (received is { } condition) facts.Add(new BoxReceived(lab, null, condition));
        var box = Box(facts);
        Assert.Equal(expected, Said(box, CauseKind.Temperature));
        Assert.Contains(Discrepancy.TooWarm, box.Current!.Discrepancies);
    }

    [Fact]
    public void A_silent_logger_is_an_incident_on_the_road_only()
    {
        var silent = new TemperatureJudged(At(60), Of(Every5(0, 20, _ => 5), 60, closed: false));
        var taken = new HandedOver(HandoverSide.Take, Code.Parse<Party>("centre:CW01"), Code.Parse<Party>("vehicle:V001"), null);
        Assert.Equal("", Said(Box([silent]), CauseKind.LoggerSilent));
        Assert.Equal("logger-silent amber", Said(Box([silent, taken]), CauseKind.LoggerSilent));
        Assert.Equal("", Said(Box([silent, taken, new BoxUnloaded(Code.Parse<DockId>("LAB1-D1"), Code.Parse<Party>("laboratory:LAB1"), null)]), CauseKind.LoggerSilent));
    }

    static string Said(BoxState box, CauseKind cause) => box.Summaries().GetValueOrDefault(IncidentId.Of(cause, Subject.Of(box.Id))) is CauseSummary said
        ? $"{IncidentId.Word(cause)} {(said.Present ? said.Severity.ToString().ToLowerInvariant() : "gone: " + said.Gone)}"
        : "";

    static BoxState Box(IEnumerable<Fact> facts)
    {
        var centre = Code.Parse<Party>("centre:CW01");
        Fact[] all = [new BoxRegistered(Code.Parse<SealNumber>("ES-1"), Code.Parse<BeaconId>("B-1"), centre), new TubePacked(Code.Parse<TubeSerial>("T1"), centre), new BoxSealed(Code.Parse<SealNumber>("ES-1"), null, 1, centre), .. facts];
        return all.Select((f, i) => new Recorded(FactIds.Named($"cold\n{i}"), new Stamp(At(i), "S", 1, i, 0), TimeSpan.Zero, null, At(i), null, null, null, f))
            .Aggregate(BoxState.Start("BX-0001"), (s, f) => s.Apply(f));
    }
}
