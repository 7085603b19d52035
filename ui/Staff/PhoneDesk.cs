using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui.Staff;

/// <param name="Since">When it was enrolled, the last time.</param>
public sealed record PhoneLine(DeviceId Id, Instant? Since, RevokedView? Revoked, bool MayHandIn);

/// <summary>
/// The phones of a place: which there are, ending one that is lost, and letting one that was ended hand in what it still holds.
/// Such a release lasts ten minutes of this process; what was decided, and by whom, is a fact of the device for ever.
/// </summary>
sealed class PhoneDesk(IGrainFactory grains, IReadModel views, LiveState live, TimeProvider time, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme)
{
    public static readonly TimeSpan ReleaseLasts = TimeSpan.FromMinutes(10);
    readonly ConcurrentDictionary<DeviceId, DateTimeOffset> released = new();

    public bool MayHandIn(DeviceId phone) => released.TryGetValue(phone, out var until) && until > time.GetUtcNow();

    /// <summary>In order of id; those that were ended last.</summary>
    public async Task<IReadOnlyList<PhoneLine>> Of(Party place, CancellationToken cancel)
    {
        var phones = (await views.All(Subject.Word(SubjectKind.Device), cancel)).Where(row => Enrolment.IsPhone(row.Id)).Select(row => ViewJson.Read<DeviceView>(row.View));
        return [.. phones.Where(d => d.Place == place.Value).Select(d => new PhoneLine(d.Id, d.Registered, d.Revoked, d.Revoked is not null && MayHandIn(d.Id)))
            .OrderBy(p => p.Revoked is not null).ThenBy(p => p.Id.Value, StringComparer.Ordinal)];
    }

    /// <summary>The same again changes nothing.</summary>
    public async Task Revoke(DeviceId device, string? reason, ClaimsPrincipal user, CancellationToken cancel)
    {
        var view = await Known(device, user, cancel);
        if (view.Revoked is not null) return;
        await Record(device, new DeviceRevoked(Said(reason)), user, cancel);
        released.TryRemove(device, out _);
    }

    public async Task Release(DeviceId device, string? reason, ClaimsPrincipal user, CancellationToken cancel)
    {
        if ((await Known(device, user, cancel)).Revoked is null) throw Refusal.Conflict($"{device} is in use: what it holds is taken without a release.");
        await Record(device, new DeviceReleased(Said(reason)), user, cancel);
        released[device] = time.GetUtcNow() + ReleaseLasts;
    }

    async Task<DeviceView> Known(DeviceId device, ClaimsPrincipal user, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var view = await views.One(Subject.Word(SubjectKind.Device), device.Value, cancel) is { } row ? ViewJson.Read<DeviceView>(row.View) : throw Refusal.NotFound($"There is no device '{device}'.");
        if (!(Party.TryParse(view.Place, out var place) && user.MayAt(place))) throw new Refusal(StatusCodes.Status403Forbidden, $"{device} is not of your place.");
        return view;
    }

    async Task Record(DeviceId device, Fact fact, ClaimsPrincipal user, CancellationToken cancel)
    {
        var now = Instant.From(programme.GetUtcNow());
        var name = string.Create(CultureInfo.InvariantCulture, $"phone\n{device}\n{FactCodec.KindOf(fact)}\n{now.Microseconds}");
        await grains.GetGrain(Subject.Of(device)).Record(new FactBatch([OwnFact.Of(name, now, fact, user.Person())])).WaitAsync(cancel);
    }

    static string Said(string? reason)
    {
        var check = new Check();
        var said = check.Text(reason?.Trim(), 200, "reason");
        check.Done();
        return said;
    }
}
