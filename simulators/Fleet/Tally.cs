namespace SpecimenLogistics.Simulators.Fleet;

/// <summary>What the fleet has done so far. Messages are publishes with items: a hello is none, a second try of the same is the same.</summary>
/// <param name="Sent">Publishes tried at least once.</param>
/// <param name="Acknowledged">Of these, how many the server has acknowledged.</param>
/// <param name="Waiting">Due, but not under way.</param>
/// <param name="Retries">Second and later tries after a connection was lost.</param>
/// <param name="BehindSecondsMax">Longest real time a device with a connection sent after it was due.</param>
internal sealed record Tally(long Sent, long Acknowledged, long Waiting, int Connected, int ConnectionsLost, int SignonsRefused, long Retries, double BehindSecondsMax);
