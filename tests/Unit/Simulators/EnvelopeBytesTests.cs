using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Unit.Simulators;

public sealed class EnvelopeBytesTests
{
    [Fact]
    public void A_seal_reading_reads_back_as_it_was_written()
    {
        var sent = new Envelope<SealItem>(7, 1200, 1_599_350_400_000, [new SealItem(1, 1100, 1_599_350_399_900, "ES-204", true)]);
        Assert.True(Wire.TrySeals(Wire.Write(sent), out var read, out _));
        Assert.Equal(sent.Items, read.Items);
    }
}
