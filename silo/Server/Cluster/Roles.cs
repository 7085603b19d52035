namespace SpecimenLogistics.Server;

/// <summary>What one process does. One without <see cref="Silo"/> joins the others as a client of their grains and needs their store.</summary>
[Flags]
public enum Roles
{
    None = 0,

    /// <summary>Boxes and vehicles live here, and one of these processes does what one alone must do.</summary>
    Silo = 1,

    /// <summary>Devices connect here.</summary>
    Gateway = 2,

    /// <summary>Screens, phones' pages and the REST API.</summary>
    Ui = 4,

    All = Silo | Gateway | Ui,
}
