using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Ingest;

/// <summary>One item set aside, as an envelope of its own that the same readers read.</summary>
static class ItemBytes
{
    public static byte[] Of(Passage passage, IItem item) => item switch
    {
        ScanItem scan => Wire.Write(Alone(passage, scan)),
        PositionItem position => Wire.Write(Alone(passage, position)),
        HeardItem heard => Wire.Write(Alone(passage, heard)),
        SealItem seal => Wire.Write(Alone(passage, seal)),
        TemperatureItem temperature => Wire.Write(Alone(passage, temperature)),
        _ => throw new ArgumentException($"{item.GetType().Name} has no bytes", nameof(item)),
    };

    static Envelope<T> Alone<T>(Passage passage, T item) where T : IItem => new(passage.Boot, passage.SentUpMs, passage.SentAt, [item]);
}
