using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>Checks the roots themselves, and gathers what they say of everything else.</summary>
internal sealed class RootCheck(Findings findings)
{
    readonly HashSet<string> _known = [];

    public Expected Expected { get; } = new();

    public void Stored(Reader reader)
    {
        var (previous, last) = ("none", 0L);
        reader.Each("SELECT id, at, root, streams, facts, signature, public_key, heads FROM root ORDER BY id", r =>
        {
            findings.Roots++;
            var id = r.GetInt64(0);
            if (id != last + 1) findings.Break("root", last + 1, "is missing");
            last = id;
            var root = new SignedRoot(r.GetInt64(1), r.GetString(2), r.GetInt64(3), r.GetInt64(4), r.GetString(5), r.GetString(6));
            if (!One(id, root, (byte[])r[7], previous)) return;
            _known.Add(root.Root);
            previous = root.Root;
        });
    }

    bool One(long id, SignedRoot root, byte[] packed, string previous)
    {
        try
        {
            var bytes = RootHeads.Unpack(packed);
            var heads = RootHeads.Parse(bytes);
            var fault =
                RootHeads.RootOf(bytes) != root.Root ? "its heads do not have its hash"
                : !RootLine.IsSigned(root) ? "its signature is not its key's"
                : heads.Streams.Count != root.Streams || heads.Streams.Sum(s => s.Seq) != root.Facts ? "its counts are not its heads'"
                : heads.Previous != previous ? "it does not follow the root before it"
                : null;
            if (fault is null) return Take(id, heads);
            findings.Break("root", id, fault);
        }
        catch (Exception e) when (Findings.IsDamage(e)) { findings.Break("root", id, "its heads cannot be read: " + e.Message); }
        return false;
    }

    bool Take(long id, RootHeads heads)
    {
        foreach (var t in heads.Tables)
            if (!Expected.Add(t.Table, t.Count, t.Hash, id)) findings.Break(t.Table, t.Count, $"root {id} and an earlier one know different hashes here");
        foreach (var s in heads.Streams)
            if (!Expected.Add(s.Stream, s.Seq, s.Hash, id)) findings.Break(s.Stream, s.Seq, $"root {id} and an earlier one know different hashes here");
        return true;
    }

    /// <summary>Every root of our own log must be in the store. A last line cut short by a power failure is not evidence.</summary>
    public void Log(string file)
    {
        if (!File.Exists(file)) return;
        var text = File.ReadAllText(file);
        Lines("roots.log", text[..(text.LastIndexOf('\n') + 1)]);
    }

    public void Against(string file)
    {
        if (Lines("against", File.ReadAllText(file)) == 0) findings.Break("against", null, "the file holds no root");
    }

    int Lines(string where, string text)
    {
        var (number, roots) = (0, 0);
        foreach (var line in text.Split('\n').Select(l => l.Trim()))
        {
            number++;
            if (line.Length == 0) continue;
            roots++;
            if (Fault(line) is { } fault) findings.Break(where, number, fault);
        }
        return roots;
    }

    string? Fault(string line)
    {
        if (line.Length == 64 && line.All(char.IsAsciiHexDigit)) return _known.Contains(line.ToLowerInvariant()) ? null : Unknown;
        if (RootLine.TryRead(line) is not { } root) return "the line is no root";
        if (!RootLine.IsSigned(root)) return "the root's signature is not its key's";
        return _known.Contains(root.Root) ? null : Unknown;
    }

    const string Unknown = "no sound root of this store has this hash: it is another store, or what the root saw has been recomputed or dropped";
}
