using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui.Staff;

/// <param name="Code">To be typed or scanned once, before it expires.</param>
/// <param name="Job">Which of the place's pages the phone gets.</param>
public sealed record EnrolmentCode(string Code, string Place, Job Job, DateTimeOffset Expires);

/// <summary>What a phone is to be: of which place, with which page.</summary>
readonly record struct PhoneOf(Party Place, Job Job);

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

    /// <param name="job">Its name; the place's first one when nobody says.</param>
    public EnrolmentCode Open(Party place, string? job = null)
    {
        var now = time.GetUtcNow();
        foreach (var old in codes.Values.Where(c => c.Expires <= now)) codes.TryRemove(old.Code, out _);
        if (codes.Count >= Most) throw Refusal.Unavailable($"{Most} enrolment codes are open. Wait until some of them expire.");
        var code = new EnrolmentCode(RandomNumberGenerator.GetString(Letters, 12), place.Value, Known(place, job).Job, now + Lasts);
        codes[code.Code] = code;
        return code;
    }

    /// <summary>What a code is for; a code serves once. null when there is no such code any more.</summary>
    public PhoneOf? Use(string code) =>
        codes.TryRemove(code, out var open) && open.Expires > time.GetUtcNow() && Party.TryParse(open.Place, out var place) ? new PhoneOf(place, open.Job) : null;

    /// <summary>
    /// Registers a phone. Its secret is told to it alone. A phone that was of this place before stays the same device, with a new secret:
    /// what it still holds may have been stored under its name already.
    /// </summary>
    public async Task<(DeviceId Id, string Secret)> Enrol(Party place, string? before, CancellationToken cancel)
    {
        Known(place, null);
        var id = await WasHere(place, before, cancel) ?? Code.Parse<DeviceId>(Prefix + RandomNumberGenerator.GetString(Letters, 8));
        var (secret, salt) = (RandomNumberGenerator.GetHexString(48, lowercase: true), RandomNumberGenerator.GetHexString(32, lowercase: true));
        var fact = new DeviceRegistered(DeviceClass.Scanner, salt, SecretDigest.Of(salt, secret), place.Value);
        await registrar.Register([new Wanted(Subject.Of(id), fact, Instant.From(programme.GetUtcNow()), _ => true, _ => false)], cancel);
        return (id, secret);
    }

    async Task<DeviceId?> WasHere(Party place, string? before, CancellationToken cancel) =>
        before is not null && IsPhone(before) && DeviceId.TryParse(before, out var id)
        && (await registrar.Newest<DeviceRegistered>(Subject.Of(id), cancel))?.Place == place.Value ? id : null;

    /// <summary>The job as asked for, at a place that is registered; refuses what is not.</summary>
    public PhoneOf Known(Party place, string? job)
    {
        if (Jobs.At(place).Count == 0) throw Refusal.BadRequest($"{place} has no page for people.");
        if (Jobs.Named(place, job) is not { } named) throw Refusal.BadRequest($"The pages of {place} are: {string.Join(", ", Jobs.At(place).Select(Jobs.Word))}.");
        var known = place.IsSite ? live.Views.One<SiteView>(place.Id) is not null : live.Views.One<VehicleView>(place.Id) is not null;
        return known ? new PhoneOf(place, named) : throw Refusal.NotFound($"Nobody knows {place}.");
    }
}
