using SpecimenLogistics.Tests.Mqtt;

namespace SpecimenLogistics.Unit.Ingest;

public sealed class MqttBytesTests
{
    [Theory]
    [InlineData(0, "00")]
    [InlineData(127, "7F")]
    [InlineData(128, "80 01")]
    [InlineData(16_383, "FF 7F")]
    [InlineData(16_384, "80 80 01")]
    public void A_packet_says_its_length_in_as_few_bytes_as_hold_it(int body, string length)
    {
        byte[] expected = [0x30, .. length.Split(' ').Select(b => Convert.ToByte(b, 16))];
        var packet = MqttBytes.Packet(0x30, new byte[body]);
        Assert.Equal((Convert.ToHexString(expected), expected.Length + body), (Convert.ToHexString(packet.AsSpan(0, expected.Length)), packet.Length));
    }

    [Fact]
    public void A_text_is_as_long_as_its_bytes_and_a_packet_id_is_there_where_it_is_acknowledged()
    {
        Assert.Equal("30060002C3A92A2B", Convert.ToHexString(MqttBytes.Publish(0, "é", [0x2A, 0x2B], qos: 0)));
        Assert.Equal("3A080002C3A901022A2B", Convert.ToHexString(MqttBytes.Publish(0x0102, "é", [0x2A, 0x2B], again: true)));
    }
}
