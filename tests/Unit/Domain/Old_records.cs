using System.Text;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>What was stored before a fact had all its fields of today. These bytes are never edited.</summary>
public sealed class Old_records
{
    [Theory]
    [InlineData("""{"kind":"kits-arrived","count":600,"from":"vehicle:V007"}""")]
    [InlineData("""{"kind":"box-disinfected","warehouse":"warehouse:WH1","method":"chlorine wipe"}""")]
    [InlineData("""{"kind":"tubes-read","laboratory":"laboratory:LAB1","tubes":["T1","T2"],"outcome":"AcceptedWithRemark","reason":"seal was open on arrival"}""")]
    public void Still_read_and_are_written_the_same(string stored) =>
        Assert.Equal(stored, Encoding.UTF8.GetString(FactCodec.Write(FactCodec.Read(Encoding.UTF8.GetBytes(stored)))));

    [Fact]
    public void Say_nothing_of_what_nobody_asked_then()
    {
        var kits = Assert.IsType<KitsArrived>(FactCodec.Read("""{"kind":"kits-arrived","count":600,"from":"vehicle:V007"}"""u8));
        var clean = Assert.IsType<BoxDisinfected>(FactCodec.Read("""{"kind":"box-disinfected","warehouse":"warehouse:WH1","method":"UV"}"""u8));
        Assert.Equal((null, null, null), (kits.Lot, kits.Expiry, clean.ContactMinutes));
    }
}
