using Microsoft.AspNetCore.Connections;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ingest;
using SpecimenLogistics.Tests.Mqtt;

namespace SpecimenLogistics.Unit.Ingest;

/// <summary>What a gateway makes of a device whose wire says who it is.</summary>
public sealed class CertifiedTests
{
    static readonly byte[] s_welcome = [0x20, 0x02, 0x00, 0x00];

    [Theory]
    [InlineData("V001", "V001")]
    [InlineData("V001", null)]
    [InlineData("V001", "")]
    public async Task A_device_signs_on_by_its_certificate_without_a_password(string id, string? user)
    {
        await using var gateway = await Gateway.Start(wire: new Says("V001"));
        using var device = await RawDevice.Open(gateway);
        await device.Write(MqttBytes.ConnectWithout(id, user));
        Assert.Equal(s_welcome, await device.Read(4));
    }

    [Theory]
    [InlineData("S001", "S001")]
    [InlineData("S001", null)]
    [InlineData("V001", "S001")]
    [InlineData("v001", "v001")]
    public async Task And_as_nobody_else_even_with_that_ones_secret(string id, string? user)
    {
        await using var gateway = await Gateway.Start(wire: new Says("V001"));
        using var device = await RawDevice.Open(gateway);
        await device.Write(user == id ? MqttBytes.Connect(id, id, Gateway.Secret, 0) : MqttBytes.ConnectWithout(id, user));
        Assert.NotEqual(s_welcome, await device.ReadToEnd());
        Assert.Equal(1, gateway.Counts.SignonsRefused);
    }

    [Fact]
    public async Task A_device_that_the_programme_has_taken_out_of_use_is_refused_whatever_it_shows()
    {
        await using var gateway = await Gateway.Start(wire: new Says("V009"), prepare: store =>
            store.Put("device", "V009", new DeviceView(Code.Parse<DeviceId>("V009"), DeviceClass.Vehicle, "salt", SecretDigest.Of("salt", Gateway.Secret), "vehicle:V001", []) { Revoked = new RevokedView(Instant.From(Gateway.Noon), null, "lost", null, null) }));
        using var device = await RawDevice.Open(gateway);
        await device.Write(MqttBytes.ConnectWithout("V009", null));
        Assert.NotEqual(s_welcome, await device.ReadToEnd());
        Assert.Equal(1, gateway.Counts.SignonsRefused);
    }

    [Fact]
    public async Task Who_is_not_let_in_by_the_wire_is_counted()
    {
        await using var gateway = await Gateway.Start(wire: new Says(null));
        using var device = await RawDevice.Open(gateway);
        await device.Write(MqttBytes.Connect("V001", "V001", Gateway.Secret, 0));
        Assert.Empty(await device.ReadToEnd());
        await Publishing.Until(() => gateway.Counts.Refusals["not_secured"] == 1);
    }

    [Fact]
    public async Task A_certificate_that_is_revoked_ends_the_connection_that_it_made()
    {
        var wire = new Says("V001");
        await using var gateway = await Gateway.Start(wire: wire);
        using var device = await RawDevice.Open(gateway);
        await device.Write(MqttBytes.ConnectWithout("V001", null));
        Assert.Equal(s_welcome, await device.Read(4));
        wire.Holds = false;
        await device.ReadToEnd();
        await Publishing.Until(() => gateway.Counts.Refusals["revoked"] == 1);
    }

    /// <summary>A wire that believes whoever comes to be this device; nobody where it is null.</summary>
    sealed class Says(string? code) : IDeviceWire
    {
        public volatile bool Holds = true;

        public async Task<bool> Around(ConnectionContext connection, Func<ConnectionContext, CertifiedDevice, Task> next)
        {
            if (code is null) return false;
            await next(connection, new CertifiedDevice(code, () => Holds));
            return true;
        }
    }
}
