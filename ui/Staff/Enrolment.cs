using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui.Staff;

/// <param name="Code">To be typed or scanned once, before it expires.</param>
public sealed record EnrolmentCode(string Code, string Place, DateTimeOffset Expires);

/// <summary>Makes a phone a device of one place. Codes live in this process alone: a restart asks for new ones.</summary>
sealed class Enrolment(Registrar registrar, LiveState live, TimeProvider time, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);
    const int Most = 500;

    const string Prefix = "PH-";

    public static bool IsPhone(string device) => device.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Without letters that look like digits.</summary>
    const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    readonly ConcurrentDictionary<string, EnrolmentCode> codes = new(StringComparer.Ordinal);

    public EnrolmentCode Open(Party place)
    {
        var now = time.GetUtcNow();
        foreach (var old in codes.Values.Where(c => c.Expires <= now)) codes.TryRemove(old.Code, out _);
        if (codes.Count >= Most) throw Refusal.Unavailable($"{Most} enrolment codes are open. Wait until some of them expire.");
        Known(place);
        var code = new EnrolmentCode(RandomNumberGenerator.GetString(Letters, 12), place.Value, now + Lasts);
        codes[code.Code] = code;
        return code;
    }

    /// <summary>The place a code is for; a code serves once. null when there is no such code any more.</summary>
    public Party? Use(string code) =>
        codes.TryRemove(code, out var open) && open.Expires > time.GetUtcNow() && Party.TryParse(open.Place, out var place) ? place : null;

    /// <summary>
    /// Registers a phone. Its secret is told to it alone. A phone that was of this place before stays the same device, with a new secret:
    /// what it still holds may have been stored under its name already.
    /// </summary>
    public async Task<(DeviceId Id, string Secret)> Enrol(Party place, string? before, CancellationToken cancel)
    {
        Known(place);
        var id = await WasHere(place, before, cancel) ?? Code.Parse<DeviceId>(Prefix + RandomNumberGenerator.GetString(Letters, 8));
        var (secret, salt) = (RandomNumberGenerator.GetHexString(48, lowercase: true), RandomNumberGenerator.GetHexString(32, lowercase: true));
        var fact = new DeviceRegistered(DeviceClass.Scanner, salt, SecretDigest.Of(salt, secret), place.Value);
        await registrar.Register([new Wanted(Subject.Of(id), fact, Instant.From(programme.GetUtcNow()), _ => true, _ => false)], cancel);
        return (id, secret);
    }

    async Task<DeviceId?> WasHere(Party place, string? before, CancellationToken cancel) =>
        before is not null && IsPhone(before) && DeviceId.TryParse(before, out var id)
        && (await registrar.Newest<DeviceRegistered>(Subject.Of(id), cancel))?.Place == place.Value ? id : null;

    void Known(Party place)
    {
        if (Jobs.PathOf(place) is null) throw Refusal.BadRequest($"{place} has no page for people.");
        var known = place.IsSite ? live.Views.One<SiteView>(place.Id) is not null : live.Views.One<VehicleView>(place.Id) is not null;
        if (!known) throw Refusal.NotFound($"Nobody knows {place}.");
    }
}
