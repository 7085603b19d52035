using CsCheck;
using SpecimenLogistics.Simulators.Draws;

namespace SpecimenLogistics.Unit.Simulators.Truths;

public class DrawTests
{
    [Fact]
    public void A_stream_never_changes_from_one_version_to_the_next()
    {
        var draw = Draw.For(1, "trip", "T001");

        Assert.Equal("1045464003 27887665 1191058148 2483929002", string.Join(' ', Enumerable.Range(0, 4).Select(_ => draw.Next())));
    }

    [Fact]
    public void Streams_of_different_names_are_different_and_names_do_not_run_together()
    {
        Assert.NotEqual(Draw.For(1, "ab", "c").Next(), Draw.For(1, "a", "bc").Next());
        Assert.NotEqual(Draw.For(1, "a").Next(), Draw.For(2, "a").Next());
    }

    [Fact]
    public void A_span_holds_all_that_is_drawn_from_it() => Gen.Int.Sample(seed =>
    {
        var draw = Draw.For(seed, "span");
        for (var i = 0; i < 100; i++)
        {
            Assert.InRange(draw.SecondsIn(new Between(2, 5)), 2000, 5000);
            Assert.InRange(draw.MinutesAround(new Between(1, 3)), 60_000, 180_000);
            Assert.InRange(draw.Below(7), 0, 6);
            Assert.InRange(draw.Bell(), -3.5, 3.5);
        }
    });

    [Fact]
    public void A_bell_has_mean_0_and_deviation_1()
    {
        var draw = Draw.For(7, "bell");
        var all = Enumerable.Range(0, 100_000).Select(_ => draw.Bell()).ToList();
        Assert.InRange(all.Average(), -0.02, 0.02);
        Assert.InRange(all.Average(x => x * x), 0.98, 1.02);
    }

    [Fact]
    public void Tube_serials_are_ten_plain_characters_and_no_two_alike() =>
        Gen.Select(Gen.Int[1, 1000], Gen.Int[0, 200], Gen.Int[0, 5000], Gen.Int[0, 200], Gen.Int[0, 5000]).Sample((seed, a, m, b, n) =>
        {
            var one = Names.Tube(seed, a, m);
            Assert.Matches("^[0-9A-HJKMNP-TV-Z]{10}$", one);
            return (a, m) == (b, n) || one != Names.Tube(seed, b, n);
        });
}
