using System.Security.Cryptography;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Paper;

namespace SpecimenLogistics.Ui.Api;

/// <param name="Class">vehicles, scanners, docks or boxes, as in the device's topics; phones for a driver's with OwnTracks.</param>
/// <param name="Secret">12 to 200 characters. Only a salted digest is kept.</param>
/// <param name="Place">A party, <c>dock:LAB1-D1</c> or <c>box:BX-0001</c>.</param>
public sealed record DeviceBody(string Id, string Class, string Secret, string Place);

static class DevicesApi
{
    public static void MapDevices(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/devices", Post).Accepts<DeviceBody[]>("application/json").Produces<Registered>().WithSummary("Registers devices with their credentials");

    static async Task<Registered> Post(HttpRequest request, Registrar registrar, CancellationToken cancel)
    {
        var bodies = await JsonBody.ReadArray<DeviceBody>(request, 5000, cancel);
        var check = new Check();
        check.Unique(bodies.Select(b => b.Id), "device");
        Wanted[] wanted = [.. bodies.Select((body, i) => ToWanted(body, check, $"[{i}]"))];
        check.Done();
        return await registrar.Register(wanted, cancel);
    }

    static Wanted ToWanted(DeviceBody body, Check check, string at)
    {
        var id = check.Code<DeviceId>(body.Id, $"{at}.id");
        check.That(body.Id != PaperDesk.Device, $"{at}.id", "stands for what was typed in from paper; a device takes another.");
        var kind = Class(body.Class);
        check.That(kind is not null, $"{at}.class", "vehicles, scanners, docks, boxes or phones.");
        check.That(body.Secret is { Length: >= 12 and <= 200 }, $"{at}.secret", "12 to 200 characters.");
        check.That(IsPlace(body.Place), $"{at}.place", "a party like centre:CW01, dock:LAB1-D1 or box:BX-0001.");
        var salt = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var fact = new DeviceRegistered(kind ?? DeviceClass.Scanner, salt, SecretDigest.Of(salt, body.Secret ?? ""), body.Place);
        // The salt is new each time, so the digests of one secret differ: only the stored salt can tell whether it is the same.
        return new Wanted(Subject.Of(id), fact, new Instant(0), _ => true, stored => stored is DeviceRegistered old
            && old.Class == fact.Class && old.Place == fact.Place && SecretDigest.Matches(old.SecretDigest, old.Salt, body.Secret ?? ""));
    }

    static DeviceClass? Class(string? word) => word switch
    {
        "vehicles" => DeviceClass.Vehicle,
        "scanners" => DeviceClass.Scanner,
        "docks" => DeviceClass.Dock,
        "boxes" => DeviceClass.Box,
        "phones" => DeviceClass.Phone,
        _ => null,
    };

    static bool IsPlace(string? text) =>
        Party.TryParse(text, out _)
        || (text?.StartsWith("dock:", StringComparison.Ordinal) == true && DockId.TryParse(text[5..], out _))
        || (text?.StartsWith("box:", StringComparison.Ordinal) == true && BoxId.TryParse(text[4..], out _));
}
