using SpecimenLogistics.Ingest;
using SpecimenLogistics.Server;

namespace SpecimenLogistics.Unit.Wired;

public sealed class BrokerOptionTests
{
    const string Needed = "--data d --token 0123456789abcdef ";

    [Theory]
    [InlineData("--broker http://localhost:1883", "mqtt://HOST:PORT")]
    [InlineData("--broker mqtt://someone:secret@localhost", "mqtt://HOST:PORT")]
    [InlineData("--broker mqtt://broker.example:1883", "what is not secured stays on this machine")]
    [InlineData("--broker mqtt://localhost --mqtt 1883", "one of them")]
    [InlineData("--broker mqtt://localhost --broker-user gateway", "belong together")]
    [InlineData("--broker mqtt://localhost --broker-user gateway --broker-password-file nowhere-at-all", "there is no file")]
    [InlineData("--broker-user gateway", "--broker-user needs --broker")]
    public void What_cannot_be_is_told_in_a_line(string more, string said)
    {
        Assert.Null(Settings.Parse((Needed + more).Split(' '), out var mistake));
        Assert.Contains(said, mistake);
    }

    [Fact]
    public void Each_process_has_a_name_of_its_own_at_the_broker_and_the_same_after_a_restart()
    {
        Assert.Equal(new BrokerAddress("localhost", 1883, false, "specimen-gateway-one", null, null), Settings.Parse((Needed + "--broker mqtt://localhost").Split(' '), out _)?.Broker);
        Assert.Equal(new BrokerAddress("broker.example", 8883, true, "specimen-gateway-hall", null, null), Settings.Parse((Needed + "--broker mqtts://broker.example --store Host=db;Database=x --node hall").Split(' '), out _)?.Broker);
    }
}
