using System.Collections.Frozen;

namespace SpecimenLogistics.Ui;

/// <summary>What routes let people do. Each is the name of a policy; who may is said here, and nowhere else.</summary>
public static class May
{
    /// <summary>Look at the day: board, map, incidents, any view.</summary>
    public const string See = "see";

    /// <summary>Order, and answer incidents.</summary>
    public const string Act = "act";

    /// <summary>Be the second person of an act that needs two. People of a place: about what their place holds.</summary>
    public const string Confirm = "confirm";

    /// <summary>Read figures of days and programme, and take them away.</summary>
    public const string Report = "report";

    /// <summary>Follow one box or tube to the end, and take evidence away.</summary>
    public const string Audit = "audit";

    /// <summary>Print labels, forms and cards.</summary>
    public const string Print = "print";

    /// <summary>Say what there is: programme, sites, vehicles, boxes, devices, plans, the replay's clock.</summary>
    public const string SetUp = "set-up";

    /// <summary>Say who people are and what they may.</summary>
    public const string People = "people";

    /// <summary>Make phones of a place, and end them. At one's own place only, unless an admin.</summary>
    public const string Phones = "phones";

    /// <summary>Tubes of a laboratory: lists in and out. At one's own laboratory only, unless an admin.</summary>
    public const string Tubes = "tubes";

    /// <summary>Look into the machine: grains, silos.</summary>
    public const string Machine = "machine";

    public static readonly FrozenDictionary<string, Role[]> Who = new Dictionary<string, Role[]>
    {
        [See] = [Role.Dispatcher, Role.Manager, Role.Auditor, Role.Admin],
        [Act] = [Role.Dispatcher],
        [Confirm] = [Role.Dispatcher, Role.Laboratory, Role.Warehouse, Role.Centre],
        [Report] = [Role.Dispatcher, Role.Manager, Role.Auditor, Role.Admin],
        [Audit] = [Role.Auditor, Role.Admin],
        [Print] = [Role.Centre, Role.Laboratory, Role.Warehouse, Role.Manager, Role.Admin],
        [SetUp] = [Role.Admin],
        [People] = [Role.Admin],
        [Phones] = [Role.Centre, Role.Driver, Role.Laboratory, Role.Warehouse, Role.Dispatcher, Role.Admin],
        [Tubes] = [Role.Laboratory, Role.Admin],
        [Machine] = [Role.Admin],
    }.ToFrozenDictionary();
}
