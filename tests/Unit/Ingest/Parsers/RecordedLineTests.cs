namespace SpecimenLogistics.Unit.Ingest;

public sealed class RecordedLineTests
{
    public static TheoryData<string> Sentences => [.. DeviceLine.ReadAll().Select(line => line.Sentence)];

    [Theory]
    [MemberData(nameof(Sentences))]
    public async Task A_recorded_line_still_means_what_it_meant(string sentence)
    {
        var line = DeviceLine.ReadAll().Single(each => each.Sentence == sentence);
        Assert.Equal(string.Join('\n', line.Expected), string.Join('\n', await line.Play()));
    }
}
