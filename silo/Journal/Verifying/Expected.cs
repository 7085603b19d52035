namespace SpecimenLogistics.Journal;

/// <summary>
/// What signed roots say must stand in the store: of a stream or append table, the hash at a number. Roots that repeat each
/// other cost nothing.
/// </summary>
internal sealed class Expected
{
    readonly Dictionary<string, SortedList<long, Mark>> _marks = [];

    public readonly record struct Mark(string Hash, long Root);

    /// <summary>False where an earlier root said otherwise.</summary>
    public bool Add(string name, long number, string hash, long root)
    {
        if (number == 0) return true;
        if (!_marks.TryGetValue(name, out var marks)) _marks[name] = marks = [];
        return marks.TryAdd(number, new Mark(hash, root)) || marks[number].Hash == hash;
    }

    /// <summary>What is wrong with a row, or null.</summary>
    public string? At(string name, long number, byte[]? hash) =>
        _marks.TryGetValue(name, out var marks) && marks.TryGetValue(number, out var mark) && (hash is null || mark.Hash != RootHeads.Hex(hash))
            ? $"root {mark.Root} knows another hash here: what was stored has been recomputed"
            : null;

    /// <summary>The first root that knows more than what is there, and how much; null where none does.</summary>
    public (long Number, long Root)? Beyond(string name, long last)
    {
        if (!_marks.TryGetValue(name, out var marks) || marks.Keys[^1] <= last) return null;
        var first = marks.First(m => m.Key > last);
        return (first.Key, first.Value.Root);
    }

    public IEnumerable<string> Names => _marks.Keys;

    /// <summary>What roots know of a table up to a number.</summary>
    public IReadOnlyList<long> UpTo(string name, long number) => _marks.TryGetValue(name, out var marks) ? [.. marks.Keys.TakeWhile(n => n <= number)] : [];
}
