using SpecimenLogistics.Simulators.Draws;

namespace SpecimenLogistics.Simulators.Programme;

// The numbers of a scenario.json, each with its unit in its name: _s seconds, _min minutes, _km, _kmh, _m metres.

public sealed record Numbers(
    string Title, DateOnly Date, string Zone, int UtcOffsetMinutes, TimeOnly Starts, TimeOnly Ends, string Roads, int Vehicles, int RoundTrips,
    BoxNumbers Boxes, PeopleNumbers People, CentreNumbers Centre, DrivingNumbers Driving, LaboratoryNumbers Laboratory,
    WarehouseNumbers Warehouse, PlanNumbers Plan, IReadOnlyList<SupplyRound> SupplyRounds, ReturnNumbers Returns,
    TelematicsNumbers Telematics, IReadOnlyDictionary<string, int> Faults);

/// <param name="LostAfterMin">A box that was taken over and not set down for this long counts as lost.</param>
/// <param name="WithLogger">So many boxes carry a temperature logger on every day; those that a fault strikes carry one besides.</param>
/// <param name="LoggerS">A logger speaks every so often.</param>
/// <param name="LoggerGoodForMin">A reading is good for so long.</param>
/// <param name="QuietBeforeMin">A logger that falls silent does so in a box that was sealed at least so long before it comes to the laboratory.</param>
/// <param name="MostMinutesOutside">A box may be outside its limits for so long.</param>
public sealed record BoxNumbers(
    int Fleet, int TubesEach, int OpeningAtCentre, int LostAfterMin, int WithLogger, int LoggerS, int LoggerGoodForMin, int MostMinutesOutside, int QuietBeforeMin);

/// <param name="SurgeFactor">So many times as many people come where a surge is.</param>
/// <param name="Profile">How busy equal slices of a session are, against each other.</param>
public sealed record PeopleNumbers(
    double DaySpread, double SessionSpread, IReadOnlyList<double> Profile, Between LastPersonLateS, Between AtTheTableS, int GapS, double SurgeFactor);

public sealed record CentreNumbers(
    Between SealingS, Between ClosingS, Between PackingUpMin, Between HandoverStartS, Between HandoverBoxS, int ReasonAfterMin);

/// <param name="AccessS">From the road to standing and back, at each end of a drive, besides the way from the junction.</param>
/// <param name="Detour">How much longer the way from the junction is than the straight line.</param>
public sealed record DrivingNumbers(
    int AccessS, double AccessKmh, double Detour, double LegSpread, double DaySpread, double JamChance, Between JamFactor,
    Between ArriveScanS, double FerrySpread, Between WalkToPierS);

public sealed record LaboratoryNumbers(
    Between PullInS, Between FirstScanS, Between BoxScanS, double RereadChance, Between RereadS, Between LeaveS,
    Between ReceiveS, Between ReceiveBoxS, int RackTubes, Between RackS, Between EmptyS, Between EmptiesStartS, Between EmptiesBoxS);

public sealed record WarehouseNumbers(Between LoadStartS, Between IssueBoxS, Between UnloadBoxS, Between LookMin, Between ContactMin);

/// <param name="RoadSlack">What a planner adds to a drive that must not be late, and to a trip before the vehicle's next, as a share of it.</param>
/// <param name="DoubleLimitMin">A run with two pick-ups is planned where the first delivery would take at most this from closure to unload.</param>
/// <param name="DoubleBoxes">... and both together are expected to be at most this many boxes.</param>
public sealed record PlanNumbers(
    int ArriveBeforeClosureMin, int ClosingLateMin, int HandoverMin, int GateMin, int DockMin, int BetweenTripsMin, double RoadSlack,
    int DoublesPerWave, int DoubleLimitMin, int DoubleBoxes, double DoubleReachKm, double KitMargin);

/// <summary>Every centre is brought what a session is expected to use. Without <paramref name="AtPier"/> the ferry sites are left out.</summary>
public sealed record SupplyRound(int ForSession, TimeOnly From, TimeOnly To, TimeOnly? AtPier = null);

/// <param name="Night">What is fetched early in the morning of every day but the first: the evening's boxes. null where a scenario is of one day.</param>
public sealed record ReturnNumbers(int Capacity, IReadOnlyList<ReturnWindow> Windows, NightReturns? Night = null);

/// <param name="Trips">Besides the day's round trips.</param>
public sealed record NightReturns(TimeOnly From, TimeOnly To, int Trips);

public sealed record ReturnWindow(TimeOnly From, TimeOnly To, double Share);

public sealed record TelematicsNumbers(
    int MovingS, int StandingS, int ParkedS, int SightingS, int SealS, int SiteBeaconS, int DockBeaconS, int OnDutyBeforeMin, int NeighbourM, double NoiseM);
