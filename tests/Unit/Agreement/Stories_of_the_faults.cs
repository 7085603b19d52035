using System.Runtime.CompilerServices;
using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators;
using SpecimenLogistics.Unit.Simulators.Truths;

namespace SpecimenLogistics.Unit.Agreement;

/// <summary>
/// What a person reads when something goes wrong, one file per fault in Stories/. A change of words or of judgement shows
/// here as a change of the story; read it, and if it is what one should read, replace the file by the one named in the failure.
/// </summary>
public class Stories_of_the_faults
{
    [Theory]
    [InlineData("tamper", "seal-opened")]
    [InlineData("lost-box", "unaccounted")]
    [InlineData("delay", "late")]
    [InlineData("wrong-lab", "wrong-laboratory")]
    [InlineData("swap", "wrong-laboratory")]
    [InlineData("box-left-behind", "left-behind")]
    [InlineData("seal-false-open", "seal-opened")]
    [InlineData("double-tube", "tube-in-two-boxes")]
    [InlineData("late-tube", "")]
    [InlineData("forgotten-scan", "half-handover")]
    [InlineData("miscount", "tubes-differ")]
    [InlineData("late-close", "not-closed")]
    [InlineData("forgotten-close", "not-closed")]
    [InlineData("phone-lost", "tubes-differ")]
    [InlineData("tube-in-returned-box", "not-empty")]
    [InlineData("beacon-replaced", "")]
    public void Read_as_a_person_would_expect(string fault, string cause)
    {
        // The first of the short days on which it befalls somebody.
        var (day, delivery) = Enumerable.Range(1, 20).Select(seed => DayTruth.Generate(Days.Short, seed, new HashSet<string> { fault }))
            .Select(d => (Day: d, Delivery: DeliveryOf(d, cause))).First(d => d.Delivery is not null);
        var told = Story.Of(day, delivery!);
        var file = Path.Combine(Folder(), fault + ".txt");
        var written = File.Exists(file) ? File.ReadAllText(file) : "";
        if (written == told) return;
        var actual = Path.Combine(AppContext.BaseDirectory, fault + ".actual.txt");
        File.WriteAllText(actual, told);
        Assert.Fail($"{fault} reads otherwise now; see {actual}");
    }

    /// <summary>The delivery that the first incident of this kind is about; without a kind, of the first box that the fault had to do with.</summary>
    static string? DeliveryOf(Day day, string cause)
    {
        var about = cause.Length == 0 ? Scanned(day)
            : day.Truth.Expected.Where(e => e.Cause == cause && !(e.Until - e.From <= TimeSpan.FromMinutes(3))).OrderBy(e => e.About, StringComparer.Ordinal).Select(e => e.About).FirstOrDefault();
        if (about is null) return null;
        var id = about[(about.IndexOf('/') + 1)..];
        return about.StartsWith("delivery/", StringComparison.Ordinal) ? id : day.Truth.Deliveries.LastOrDefault(d => d.Boxes.Contains(id))?.Id;
    }

    /// <summary>A box with another beacon, or one that was sealed with a single tube after its session.</summary>
    static string? Scanned(Day day) => day.Scans().Where(s => s.Scan.Act == Act.JoinBeacon
            || s.Scan is { Act: Act.Seal, Count: 1 } && day.Truth.Deliveries.Any(d => d.Boxes.Contains(s.Scan.Box) && d.Closed < s.At && s.At < d.Closed.AddMinutes(20)))
        .Select(s => "box/" + s.Scan.Box).FirstOrDefault();

    static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Stories");
}
