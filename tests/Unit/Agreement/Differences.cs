using SpecimenLogistics.Simulators;

namespace SpecimenLogistics.Unit.Agreement;

/// <summary>What the rules say of a day against what happened, one sentence each.</summary>
static class Differences
{
    public static IEnumerable<string> Between(Day day)
    {
        var folded = FoldedDay.Of(day);
        foreach (var line in OfState(day, folded)) yield return line;
        // Of a load with a forgotten scan the rules know neither that box nor, perhaps, the end.
        var unsure = day.Truth.Unloads.Where(u => u.Unscanned.Count > 0).Select(u => (u.Dock, u.From)).ToHashSet();
        var truly = day.Truth.Unloads.Where(u => u.Unscanned.Count < u.Boxes.Count).Select(u => Unload(u.Dock, u.From, unsure.Contains((u.Dock, u.From)) ? null : u.To, u.Boxes.Except(u.Unscanned))).ToList();
        var said = folded.Unloads().Select(u => (u.Dock, From: u.Unload.From.ToDateTimeOffset(), To: u.Unload.To.ToDateTimeOffset(), u.Unload.Boxes))
            .Select(u => Unload(u.Dock, u.From, unsure.Contains((u.Dock, u.From)) ? null : u.To, u.Boxes.Select(b => b.Value))).ToList();
        foreach (var unload in truly.Except(said)) yield return "truth " + unload;
        foreach (var unload in said.Except(truly)) yield return "rules " + unload;
        // Who fills the last box in the last minutes before the closure cannot be told from one who had just enough.
        var without = folded.Sites().Where(s => s.StockOuts > 0).Select(s => $"site/{s.Id}").ToHashSet();
        var expected = day.Truth.Expected.Where(e => e.Cause == "stock-low").ToList();
        foreach (var site in without.Except(expected.Select(e => e.About))) yield return $"rules stock-out at {site}";
        foreach (var site in expected.Where(e => e.Until - e.From > TimeSpan.FromMinutes(6)).Select(e => e.About).Except(without)) yield return $"truth stock-out at {site}";
    }

    /// <summary>Of the end state alone, which has no times.</summary>
    public static IEnumerable<string> OfState(Day day) => OfState(day, FoldedDay.Of(day));

    static IEnumerable<string> OfState(Day day, FoldedDay folded)
    {
        var lines = folded.Lines();
        foreach (var line in day.Truth.CanonicalLines.Except(lines)) yield return "truth " + line;
        foreach (var line in lines.Except(day.Truth.CanonicalLines)) yield return "rules " + line;
    }

    public static string Said(IEnumerable<string> differences) => string.Join('\n', differences.Order().Take(40));

    static string Unload(string dock, DateTimeOffset from, DateTimeOffset? to, IEnumerable<string> boxes) =>
        $"unload {dock} {from:HH:mm:ss.fff}-{to:HH:mm:ss.fff} {string.Join(',', boxes)}";
}
