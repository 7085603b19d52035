using System.Net;
using SpecimenLogistics.Server;

namespace SpecimenLogistics.Unit.Wired;

public sealed class WireOptionTests
{
    const string Needed = "--data d --token 0123456789abcdef ";

    [Theory]
    [InlineData("--listen 0.0.0.0", "--listen needs --tls")]
    [InlineData("--tls nowhere-at-all", "there is no folder nowhere-at-all")]
    [InlineData("--tls . --listen everywhere", "everywhere")]
    [InlineData("--tls . --store Host=db;Database=x --listen 0.0.0.0", "wants one address")]
    public void What_is_not_secured_stays_on_loopback(string more, string said)
    {
        Assert.Null(Settings.Parse((Needed + more).Split(' '), out var mistake));
        Assert.Contains(said, mistake);
        Assert.DoesNotContain('\n', mistake);
    }

    [Fact]
    public void Where_it_is_secured_it_listens_where_it_is_told_and_its_silo_too()
    {
        Assert.Equal((IPAddress.Loopback, null), (Parsed("").Listen, Parsed("").Tls));
        Assert.Equal(IPAddress.Loopback, Parsed("--tls .").Listen);
        var settings = Parsed("--tls . --listen 10.0.0.7 --store Host=db;Database=x");
        Assert.Equal((IPAddress.Parse("10.0.0.7"), IPAddress.Parse("10.0.0.7")), (settings.Listen, settings.Node!.Address));
    }

    static Settings Parsed(string more) => Settings.Parse((Needed + more).Split(' ', StringSplitOptions.RemoveEmptyEntries), out var mistake) ?? throw new InvalidOperationException(mistake);
}
