namespace SpecimenLogistics.Domain;

/// <summary>Where a box is, in the order a cycle passes through it.</summary>
public enum BoxPlace
{
    WarehouseClean, CentreEmpty, CentrePacking, CentreSealed, WithCarrier, AtDock, Received, Emptied, Returning,
    WarehouseDirty, WarehouseDisinfecting, WarehouseFaulty, Held, Unaccounted, WrittenOff,
}

public enum Discrepancy
{
    CountMismatch, HalfHandover, Lost, MissingTubes, NotDisinfected, SealNumberMismatch, SealOpened, TooCold, TooWarm, TubeInTwoBoxes, UnexpectedTubes, WrongLaboratory,
}

public enum SealState { None, Closed, OpenOnce, Open }
