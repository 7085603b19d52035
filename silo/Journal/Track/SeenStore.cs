using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

internal sealed class SeenStore(ReaderPool readers) : ISeen
{
    public async Task<IReadOnlyList<SeenRange>> Load(CancellationToken cancel)
    {
        var seen = await readers.Read(r => SeenNotes.Load(r, out _), cancel).ConfigureAwait(false);
        return [.. seen.Values.SelectMany(b => b.Ranges.All.Select(r => new SeenRange(b.Device, b.Boot, r.First, r.Last)))];
    }
}
