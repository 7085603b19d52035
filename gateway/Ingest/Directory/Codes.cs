using System.Collections.Concurrent;

namespace SpecimenLogistics.Ingest;

/// <summary>Which subject wears a number: the newest wearer wins, and a number taken off is forgotten.</summary>
sealed class Codes<TCode, TId> where TCode : struct where TId : struct
{
    readonly ConcurrentDictionary<TCode, TId> wearers = new();
    readonly ConcurrentDictionary<TId, TCode> worn = new();

    public TId? Wearer(TCode code) => wearers.TryGetValue(code, out var id) ? id : null;

    public void Put(TId id, TCode? code)
    {
        if (worn.TryGetValue(id, out var before) && !before.Equals(code)) wearers.TryRemove(new KeyValuePair<TCode, TId>(before, id));
        if (code is not { } now) { worn.TryRemove(id, out _); return; }
        worn[id] = now;
        wearers[now] = id;
    }
}
