using SpecimenLogistics.Server;

namespace SpecimenLogistics.Unit.Wired;

public sealed class TraceOptionTests
{
    [Theory]
    [InlineData("--otlp ftp://x", "not an http or https address")]
    [InlineData("--otlp http://a,http://b", "--otlp is one address")]
    [InlineData("--otlp http://a --trace-share 2", "--trace-share must be a number from 0 to 1, not '2'")]
    [InlineData("--otlp http://a --trace-share NaN", "--trace-share must be a number")]
    [InlineData("--trace-share 0.5", "--trace-share needs --otlp URL")]
    public void What_cannot_be_is_told_in_a_line(string given, string said)
    {
        var (_, mistake) = Read(given);
        Assert.Contains(said, mistake);
    }

    [Fact]
    public void A_collector_is_told_by_option_or_environment_and_nobody_otherwise()
    {
        Assert.Equal((null, null), Read(""));
        Assert.Equal((new TraceOptions(new Uri("http://a:4318"), TraceOptions.UsualShare), null), Read("--otlp http://a:4318"));
        Assert.Equal((new TraceOptions(null, 0.5), null), Read("--trace-share 0.5", "http://a:4317"));
    }

    static (TraceOptions?, string?) Read(string given, string? environment = null)
    {
        var words = new Given(given.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var traces = TraceOptions.Of(words, name => name == "OTEL_EXPORTER_OTLP_ENDPOINT" ? environment : null);
        return (traces, words.Mistake);
    }
}
