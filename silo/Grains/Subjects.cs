using Microsoft.Extensions.Logging;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

public sealed class BoxGrain(IJournal journal, ILogger<BoxGrain> log) : SubjectGrain<BoxState>(SubjectKind.Box, journal, log), IBoxGrain;
public sealed class SiteGrain(IJournal journal, ILogger<SiteGrain> log) : SubjectGrain<SiteState>(SubjectKind.Site, journal, log), ISiteGrain;
public sealed class CourierGrain(IJournal journal, ILogger<CourierGrain> log) : SubjectGrain<CourierState>(SubjectKind.Courier, journal, log), ICourierGrain;
public sealed class DeliveryGrain(IJournal journal, ILogger<DeliveryGrain> log) : SubjectGrain<DeliveryState>(SubjectKind.Delivery, journal, log), IDeliveryGrain;
public sealed class DeviceGrain(IJournal journal, ILogger<DeviceGrain> log) : SubjectGrain<DeviceState>(SubjectKind.Device, journal, log), IDeviceGrain;
public sealed class IncidentGrain(IJournal journal, ILogger<IncidentGrain> log) : SubjectGrain<IncidentState>(SubjectKind.Incident, journal, log), IIncidentGrain;
public sealed class PlanGrain(IJournal journal, ILogger<PlanGrain> log) : SubjectGrain<PlanState>(SubjectKind.Plan, journal, log), IPlanGrain;
public sealed class ProgrammeGrain(IJournal journal, ILogger<ProgrammeGrain> log) : SubjectGrain<ProgrammeState>(SubjectKind.Programme, journal, log), IProgrammeGrain;
