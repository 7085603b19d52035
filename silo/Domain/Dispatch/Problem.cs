namespace SpecimenLogistics.Domain;

/// <summary>What a dispatcher is asked about. A closed set.</summary>
public abstract record Problem;

/// <summary>A vehicle does not go on, or does not answer.</summary>
public sealed record VehicleOut(VehicleId Vehicle) : Problem;
public sealed record DeliveryInDanger(DeliveryId Delivery) : Problem;

/// <summary>A laboratory takes nothing, or little, or has a long queue.</summary>
public sealed record LaboratoryFull(SiteId Laboratory) : Problem;
public sealed record RoadShut(string Road) : Problem;
public sealed record StockLow(SiteId Centre, int Boxes, int Kits) : Problem;
