namespace SpecimenLogistics.Ingest;

/// <summary>Somebody else's broker that devices connect to in our place.</summary>
/// <param name="Secured">By TLS, with an authority that this machine trusts.</param>
/// <param name="ClientId">This gateway's own at the broker, the same after a restart: what was on its way to it waits there under that name.</param>
/// <param name="User">As the broker knows the gateways; null where it asks nobody.</param>
public sealed record BrokerAddress(string Host, int Port, bool Secured, string ClientId, string? User, string? Password)
{
    public override string ToString() => $"{(Secured ? "mqtts" : "mqtt")}://{Host}:{Port}";
}
