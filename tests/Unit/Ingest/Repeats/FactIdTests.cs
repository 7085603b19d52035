using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Unit.Ingest;

public sealed class FactIdTests
{
    /// <summary>The expected ids were made by another implementation of UUID version 5.</summary>
    [Fact]
    public void An_items_id_is_the_version_5_uuid_of_its_device_boot_seq_and_place()
    {
        Assert.Equal(Guid.Parse("2e8d847e-7204-553f-beda-6b6e598f5a7a"), FactIds.OfDevice("S001", 7, 1, 0));
        Assert.Equal(Guid.Parse("f4f3e087-d2d3-5dc6-bb22-bf21416519f0"), FactIds.Named("clock\nS001\n7"));
    }
}
