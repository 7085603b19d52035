using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>Whether a device may sign on: client id and user name are its id, the password its secret. Where it has a certificate that is its secret.</summary>
public sealed class SignOn(IDirectory directory)
{
    // Hashed in place of an unknown device's, so that an answer's time does not tell which ids exist.
    const string NoSalt = "0000000000000000";
    static readonly string NoDigest = SecretDigest.Of(NoSalt, "nobody's");

    /// <summary>The device, revoked or not, or null when it is refused; which part was wrong is told to nobody.</summary>
    public async ValueTask<DeviceView?> Check(string? clientId, string? userName, string? password, CancellationToken cancel)
    {
        if (!DeviceId.TryParse(clientId, out var id) || userName != clientId) return null;
        if (directory.Device(id.Value) is null) await directory.Refresh(cancel);
        var device = directory.Device(id.Value);
        var right = SecretDigest.Matches(device?.SecretDigest ?? NoDigest, device?.Salt ?? NoSalt, password ?? "");
        return right ? device : null;
    }

    /// <param name="code">What its certificate says.</param>
    /// <returns>The device, revoked or not, or null when it is refused.</returns>
    public async ValueTask<DeviceView?> CheckCertified(string code, string? clientId, string? userName, CancellationToken cancel)
    {
        if (!DeviceId.TryParse(clientId, out var id) || id.Value != code || userName is { Length: > 0 } && userName != code) return null;
        if (directory.Device(id.Value) is null) await directory.Refresh(cancel);
        return directory.Device(id.Value);
    }
}
