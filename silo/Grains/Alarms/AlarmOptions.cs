namespace SpecimenLogistics.Grains;

/// <summary>Where a red incident goes that nobody on the duty list has acknowledged.</summary>
public sealed class AlarmOptions
{
    /// <summary>Each gets a POST of JSON; http or https. None by default: then nothing leaves the system.</summary>
    public IReadOnlyList<Uri> Webhooks { get; set; } = [];

    /// <summary>For one attempt, real time, 1 s to 60 s.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Before one sending is given up, 1 to 10; an incident is sent at most <see cref="Sendings"/> times to each.</summary>
    public int Attempts { get; set; } = 3;

    public int Sendings { get; set; } = 3;

    /// <summary>Taken up in one turn, 1 to 1,000; what is more waits in the store.</summary>
    public int AtOnce { get; set; } = 20;
}
