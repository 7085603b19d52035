using System.Collections.Concurrent;
using System.Text.Json;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>A gateway that keeps each scan once, as the real one does, and can be away.</summary>
public sealed class FakeScanDesk(FakeStore store) : IScanDesk
{
    readonly ConcurrentDictionary<(string Device, uint Boot, long Seq), JsonElement> kept = new();

    /// <summary>The store behind does not answer: nothing is taken.</summary>
    public bool Away { get; set; }

    /// <summary>Takes what comes, and its answer is lost: as when the network goes between the two.</summary>
    public int LoseAnswers { get; set; }

    /// <summary>How often scans were handed in, repeats counted.</summary>
    public int HandedIn { get; private set; }

    /// <summary>Every scan once, in no order.</summary>
    public IReadOnlyList<JsonElement> Scans => [.. kept.OrderBy(k => k.Key.Boot).ThenBy(k => k.Key.Seq).Select(k => k.Value)];

    /// <summary>With the phone that handed it in, its boot and number.</summary>
    public IReadOnlyList<(string Device, uint Boot, long Seq, JsonElement Item)> Handed => [.. kept.Select(k => (k.Key.Device, k.Key.Boot, k.Key.Seq, k.Value))];
    public IEnumerable<JsonElement> Of(string act) => Scans.Where(s => s.GetProperty("act").GetString() == act);

    public async ValueTask<DeviceView?> SignOn(string id, string secret, CancellationToken cancel)
    {
        var row = await store.One("device", id, cancel);
        var device = row is null ? null : ViewJson.Read<DeviceView>(row.View);
        return device is not null && SecretDigest.Matches(device.SecretDigest, device.Salt, secret) ? device : null;
    }

    public Task<IReadOnlyList<ScanSetAside>> Take(DeviceView device, string topic, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        if (Away) throw new NotTakenException("It could not be stored.", TimeSpan.FromSeconds(1));
        var envelope = JsonDocument.Parse(payload).RootElement;
        var boot = envelope.GetProperty("boot").GetUInt32();
        List<ScanSetAside> aside = [];
        foreach (var item in envelope.GetProperty("items").EnumerateArray())
        {
            HandedIn++;
            var seq = item.GetProperty("seq").GetInt64();
            kept.TryAdd((device.Id.Value, boot, seq), item.Clone());
            if (item.TryGetProperty("box", out var box) && !BoxId.TryParse(box.GetString(), out _)) aside.Add(new ScanSetAside(boot, seq, "not_our_code", "box"));
        }
        if (LoseAnswers > 0 && topic.EndsWith("/scan", StringComparison.Ordinal))
        {
            LoseAnswers--;
            throw new NotTakenException("The answer was lost.", TimeSpan.FromMilliseconds(100));
        }
        return Task.FromResult<IReadOnlyList<ScanSetAside>>(aside);
    }
}
