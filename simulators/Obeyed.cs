using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Simulators;

/// <summary>An instruction that a driver has accepted: from that moment he drives by it.</summary>
/// <param name="Told">As it came to his device, with the vehicle's whole list of trips.</param>
public sealed record Obeyed(DateTimeOffset At, string Vehicle, InstructionMessage Told);
