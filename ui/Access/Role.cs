namespace SpecimenLogistics.Ui;

/// <summary>What people are there for. One person may have several.</summary>
public enum Role { Dispatcher, Centre, Driver, Laboratory, Warehouse, Manager, Auditor, Admin }
