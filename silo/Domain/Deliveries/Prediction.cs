namespace SpecimenLogistics.Domain;

/// <summary>What a delivery waits for next.</summary>
public enum Phase { NotClosed, Awaiting, OnRoad, AtGate, AtDock, Unloaded }

/// <summary>As far as a delivery has come, and how far it has to go.</summary>
/// <param name="Since">When the phase began; for a session that is not closed, its planned end.</param>
/// <param name="CentreKm">From centre to laboratory, in a straight line.</param>
/// <param name="CarrierKm">From the carrier's newest place to the laboratory; null when nobody knows it.</param>
/// <param name="CarrierSeen">When the carrier was at that place.</param>
/// <param name="Ferry">Part of the way goes over water.</param>
public sealed record Course(
    Phase Phase, Instant Since, Instant PlannedClosure, double CentreKm, double? CarrierKm = null, Instant? CarrierSeen = null, bool Ferry = false)
{
    /// <summary>What the plan gives the road from this centre to its laboratory; null without a plan.</summary>
    public TimeSpan? PlannedRoad { get; init; }

    /// <summary>Centres where the carrier still has to collect before it goes to the laboratory; their way is part of CarrierKm.</summary>
    public int Collects { get; init; }

    /// <summary>Since when the carrier has stood where it has no business.</summary>
    public Instant? StandsSince { get; init; }

    /// <summary>Vehicles before the laboratory's docks, for each dock.</summary>
    public double QueuePerDock { get; init; }

    public SiteId? Laboratory { get; init; }

    /// <summary>When the laboratory takes loads again after its intake was stopped, also where that is behind; null where it was not.</summary>
    public Instant? Opens { get; init; }

    /// <summary>How much longer than usual the way is for its straight line, as the plan has it: water and hills.</summary>
    public double Bends { get; init; } = 1;

    /// <summary>When the plan has a way over water arrive: boats keep their timetable, whatever the place says.</summary>
    public Instant? PlannedArrival { get; init; }
}

/// <summary>Time still to come in each stage; of a stage behind, zero.</summary>
public readonly record struct Outlook(TimeSpan Closure, TimeSpan Wait, TimeSpan Road, TimeSpan Gate, TimeSpan Dock)
{
    public TimeSpan Total => Closure + Wait + Road + Gate + Dock;
}

/// <summary>
/// When a delivery will be unloaded, as eight of ten are. The minutes are the 80th percentiles of 1,120 mainland
/// deliveries of scenario day148, seeds 1 to 4, without faults: wait 17, gate 1, dock 0.5, road 12 within 2 km of the
/// laboratory and 37 at 25 km. The gate is taken as 2 and the dock as 1, since a queue is what one is afraid of.
/// </summary>
public static class Prediction
{
    public static readonly TimeSpan Wait = TimeSpan.FromMinutes(17);
    public static readonly TimeSpan Gate = TimeSpan.FromMinutes(2);
    public static readonly TimeSpan Dock = TimeSpan.FromMinutes(1);

    /// <summary>Islands and south Lantau: 33 to 114 minutes in the same days, four of five below this.</summary>
    public static readonly TimeSpan Ferry = TimeSpan.FromMinutes(80);

    const double RoadFixedMinutes = 13;
    const double RoadMinutesPerKm = 1.0;

    /// <summary>Once on its way, the start lies behind: access at the laboratory and the rest of the road remain.</summary>
    const double ArrivalMinutes = 3;
    const double DriveMinutesPerKm = 1.3;
    const double FastestMinutesPerKm = 0.8;

    /// <summary>The whole road stage from a centre at this distance.</summary>
    public static TimeSpan RoadFrom(double km) => TimeSpan.FromMinutes(RoadFixedMinutes + RoadMinutesPerKm * km);

    /// <summary>One more centre on the way: its handover, and the doors on both sides of it.</summary>
    static readonly TimeSpan Collect = TimeSpan.FromMinutes(5);

    /// <summary>What a vehicle occupies a dock for.</summary>
    static readonly TimeSpan Berth = TimeSpan.FromMinutes(2);

    /// <summary>Standing for less is a traffic light.</summary>
    static readonly TimeSpan Stuck = TimeSpan.FromMinutes(4);

    /// <summary>What has stood for a time will stand for as long again and a half: nobody knows, and the longer the worse.</summary>
    const double StuckFactor = 1.5;

    /// <summary>Eight of ten drives stay below this much of the plan's middle.</summary>
    const double RoadCaution = 1.12;

    /// <summary>What is still to come at <paramref name="now"/>, with the priors alone.</summary>
    public static Outlook Of(Course course, Instant now) => Of(course, now, Today.Nothing);

    /// <summary>What is still to come at <paramref name="now"/>, by what today has shown.</summary>
    public static Outlook Of(Course course, Instant now, Today today) => Held(Free(course, now, today), course, now);

    /// <summary>As if every laboratory took what comes.</summary>
    static Outlook Free(Course course, Instant now, Today today)
    {
        var elapsed = AtLeast(TimeSpan.Zero, now - course.Since);
        var road = course.Ferry ? Ferry : course.PlannedRoad is { } planned ? planned * (today.Pace(course.Laboratory) * RoadCaution) : RoadFrom(course.CentreKm);
        var wait = today.Wait ?? Wait;
        var gate = AtLeast(today.Gate(course.Laboratory) ?? Gate, Berth * course.QueuePerDock);
        return course.Phase switch
        {
            Phase.NotClosed => new Outlook(AtLeast(TimeSpan.Zero, course.PlannedClosure - now), wait, road, gate, Dock),
            Phase.Awaiting => new Outlook(default, Rest(wait, elapsed), road, gate, Dock),
            Phase.OnRoad => new Outlook(default, default, RoadRest(course, road, elapsed, today, RoadCaution) + StandsOn(course, now), gate, Dock),
            Phase.AtGate => new Outlook(default, default, default, Longer(Rest(gate, elapsed), Unexplained(course, elapsed, now)), Dock),
            Phase.AtDock => new Outlook(default, default, default, default, Longer(Rest(Dock, elapsed), elapsed)),
            _ => default,
        };
    }

    /// <summary>What comes to a stopped intake waits before it until that is open, as in the choices (<c>Dispatch/Gate.cs</c>).</summary>
    static Outlook Held(Outlook free, Course course, Instant now) => course is { Opens: { } opens, Phase: <= Phase.AtGate }
        ? free with { Gate = AtLeast(free.Gate, opens - (now + free.Closure + free.Wait + free.Road)) }
        : free;

    /// <summary>What was waited before a stopped intake says nothing of what is still to be waited.</summary>
    static TimeSpan Unexplained(Course course, TimeSpan elapsed, Instant now) => course.Opens is { } opens && now - opens < elapsed ? now - opens : elapsed;

    /// <summary>
    /// When a carrier on the road comes to the laboratory, as likely sooner as later; null while it is not on the road. The place
    /// says where it is, the plan knows the road: taken is the middle of both. How far off it was is in every run's report.
    /// </summary>
    public static Instant? Eta(Course course, Instant now, Today today)
    {
        if (course.Phase != Phase.OnRoad) return null;
        if (course is { Ferry: true, PlannedArrival: { } planned }) return Later(now, Later(planned, AtTheSoonest(course)));
        var whole = (course.PlannedRoad ?? RoadFrom(course.CentreKm)) * today.Pace(course.Laboratory);
        var rest = RoadRest(course, whole, AtLeast(TimeSpan.Zero, now - course.Since), today, 1) + StandsOn(course, now);
        if (course is not { CarrierKm: not null, Ferry: false, StandsSince: null, CarrierSeen: { } seen }) return now + rest;
        // It has driven on since it was seen there, and not before it had everything.
        var byPlace = AtLeast(TimeSpan.Zero, Later(seen, course.Since) + rest - now);
        if (course.PlannedRoad is null) return now + byPlace;
        // A plan that is over says only that the road is slow: it counts for no less than half of what the place says.
        return now + (byPlace + AtLeast(byPlace / 2, course.Since + whole - now)) / 2;
    }

    /// <summary>No road is driven faster: a boat that was missed shows in where its load is, not in the plan.</summary>
    static Instant AtTheSoonest(Course course) =>
        course is { CarrierKm: { } km, CarrierSeen: { } seen } ? seen + TimeSpan.FromMinutes(ArrivalMinutes + FastestMinutesPerKm * km) : new Instant(0);

    static Instant Later(Instant a, Instant b) => a > b ? a : b;

    /// <summary>A load that is not down after minutes waits for something, perhaps for a box that is not there.</summary>
    static TimeSpan Longer(TimeSpan rest, TimeSpan elapsed) => elapsed > Stuck ? AtLeast(rest, elapsed * StuckFactor) : rest;

    static TimeSpan StandsOn(Course course, Instant now) => course.StandsSince is { } since ? StandsOn(since, now) : TimeSpan.Zero;

    /// <summary>How much longer it will stand that has stood since then where it has no business.</summary>
    public static TimeSpan StandsOn(Instant since, Instant now) => now - since > Stuck ? (now - since) * StuckFactor : TimeSpan.Zero;

    /// <summary>The time left when it is unloaded; negative when the target will have passed.</summary>
    public static TimeSpan Margin(Course course, Instant target, Instant now) => Margin(course, target, now, Today.Nothing);

    public static TimeSpan Margin(Course course, Instant target, Instant now, Today today) => target - (now + Of(course, now, today).Total);

    /// <summary>
    /// From the least to the most that may be left when the carrier is not heard: it may have stood where it was last
    /// seen, or driven on since.
    /// </summary>
    public static (TimeSpan Low, TimeSpan High) MarginUnheard(Course course, Instant target, Instant now, Today? shown = null)
    {
        var today = shown ?? Today.Nothing;
        var low = Margin(course, target, now, today);
        if (course is not { Phase: Phase.OnRoad, CarrierSeen: { } seen }) return (low, low);
        var free = Free(course, now, today);
        var soonest = free with { Road = AtLeast(TimeSpan.Zero, free.Road - AtLeast(TimeSpan.Zero, now - seen)) };
        return (low, target - (now + Held(soonest, course, now).Total));
    }

    static TimeSpan RoadRest(Course course, TimeSpan road, TimeSpan elapsed, Today today, double caution)
    {
        if (course.CarrierKm is not { } km || course.Ferry) return Rest(road, elapsed);
        return TimeSpan.FromMinutes(Drive(km) * course.Bends * today.Pace(course.Laboratory) * (course.PlannedRoad is null ? 1 : caution)) + Collect * course.Collects;
    }

    /// <summary>A drive of this straight line, as eight of ten are.</summary>
    public static TimeSpan Drive(double km, double bends) => TimeSpan.FromMinutes(Drive(km) * bends * RoadCaution);

    static double Drive(double km) => ArrivalMinutes + DriveMinutesPerKm * km;

    /// <summary>How a planned drive compares with the usual one over its straight line.</summary>
    public static double BendsOf(TimeSpan planned, double km) => Math.Clamp(planned.TotalMinutes / Drive(km), 0.5, 2.5);

    /// <summary>A stage that has taken longer than most will take a little longer still: a quarter of it.</summary>
    static TimeSpan Rest(TimeSpan usual, TimeSpan elapsed) => AtLeast(usual / 4, usual - elapsed);

    static TimeSpan AtLeast(TimeSpan least, TimeSpan span) => span > least ? span : least;
}
