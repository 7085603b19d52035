using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Ingest;

/// <summary>A device speaks for itself only, and as the class it is registered as.</summary>
sealed class OwnId : IStep
{
    public ValueTask<StepResult> Take(Passage passage, CancellationToken cancel)
    {
        var device = passage.Device.View;
        if (passage.Topic.DeviceId != device.Id.Value)
            return new(passage.Unreadable(UnreadableReason.OtherDevice, $"{device.Id} spoke as {passage.Topic.DeviceId}"));
        if (ClassOf(device.Class) != passage.Topic.Class)
            return new(passage.Unreadable(UnreadableReason.WrongClass, $"{device.Id} is a {device.Class}"));
        return new(StepResult.Next);
    }

    static DeviceClass ClassOf(Domain.DeviceClass registered) => registered switch
    {
        Domain.DeviceClass.Vehicle => DeviceClass.Vehicles,
        Domain.DeviceClass.Scanner => DeviceClass.Scanners,
        Domain.DeviceClass.Dock => DeviceClass.Docks,
        _ => DeviceClass.Boxes,
    };
}
