using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ingest;

/// <summary>A row of which nobody may ask: views change with every box that moves, and are built when somebody looks.</summary>
sealed class Known<T>(EntityRow row)
{
    T? view;
    public T View => view ??= ViewJson.Read<T>(row.View);
}
