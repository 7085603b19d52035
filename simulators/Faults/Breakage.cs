using System.Text;
using System.Text.Json.Nodes;
using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Faults;

/// <summary>The ways in which a message is broken. Each must end among the server's unreadable, and nowhere else.</summary>
internal static class Breakage
{
    /// <summary>How many ways there are.</summary>
    public const int Ways = 6;

    public static (byte[] Topic, byte[] Payload) Break(in Sending sending, FleetPlan plan, Leaf leaf, byte[] payload)
    {
        var device = plan.Devices[sending.Device];
        var own = TopicOf(device, Words.Of(leaf));
        return sending.Breakage switch
        {
            0 => (own, payload[..(payload.Length / 2)]),
            1 => (own, Encoding.UTF8.GetBytes($"\0\u0001 not json {sending.Emission}")),
            2 => (TopicOf(device, "humidity"), payload),
            3 => (Encoding.UTF8.GetBytes($"v9/{device.Class}/{device.Id}/{Words.Of(leaf)}"), payload),
            4 => (TopicOf(Neighbour(plan.Devices, sending.Device), Words.Of(leaf)), payload),
            _ => (own, OutOfRange(payload)),
        };
    }

    static byte[] TopicOf(DeviceSetup device, string leaf) => Encoding.UTF8.GetBytes($"{Topic.Version}/{device.Class}/{device.Id}/{leaf}");

    // Another device of the same class, so that only the id is wrong; with none, an id that nobody has.
    static DeviceSetup Neighbour(IReadOnlyList<DeviceSetup> devices, int index)
    {
        for (var step = 1; step < devices.Count; step++)
            if (devices[(index + step) % devices.Count] is var other && other.Class == devices[index].Class) return other;
        return devices[index] with { Id = "NOBODY" };
    }

    static byte[] OutOfRange(byte[] payload)
    {
        var envelope = JsonNode.Parse(payload)!.AsObject();
        foreach (var item in envelope["items"]!.AsArray()) item!["up_ms"] = -1;
        return Encoding.UTF8.GetBytes(envelope.ToJsonString());
    }
}
