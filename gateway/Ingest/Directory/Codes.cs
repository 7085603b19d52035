using System.Collections.Concurrent;

namespace SpecimenLogistics.Ingest;

/// <summary>Which subject wears a number: the newest wearer wins, and a number taken off is forgotten.</summary>
sealed class Codes<TId> where TId : struct
{
    readonly ConcurrentDictionary<string, TId> wearers = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<TId, string> worn = new();

    public TId? Wearer(string code) => wearers.TryGetValue(code, out var id) ? id : null;

    public void Put(TId id, string? code)
    {
        if (worn.TryGetValue(id, out var before) && before != code) wearers.TryRemove(new KeyValuePair<string, TId>(before, id));
        if (code is null) { worn.TryRemove(id, out _); return; }
        worn[id] = code;
        wearers[code] = id;
    }
}
