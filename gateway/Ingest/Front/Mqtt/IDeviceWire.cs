using Microsoft.AspNetCore.Connections;

namespace SpecimenLogistics.Ingest;

/// <summary>What secures the devices' connections, where the host brings it: then a certificate is who a device is, and nobody comes in without.</summary>
public interface IDeviceWire
{
    /// <summary>Calls <paramref name="next"/> for a device that was let in.</summary>
    /// <returns>Whether one was; its connection is over then. Who was not has been told and counted by its reason.</returns>
    Task<bool> Around(ConnectionContext connection, Func<ConnectionContext, CertifiedDevice, Task> next);
}

/// <param name="Code">The device's, as its certificate says.</param>
/// <param name="Holds">Whether the certificate is still let in; asked again and again.</param>
public sealed record CertifiedDevice(string Code, Func<bool> Holds);
