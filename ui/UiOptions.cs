namespace SpecimenLogistics.Ui;

/// <summary>What the one who starts the server decides about the screens.</summary>
public sealed class UiOptions
{
    /// <summary>The run's bearer token, at least 16 characters; whoever has it sees everything and may write.</summary>
    public string Token { get; set; } = "";

    /// <summary>The file of accounts and names; null keeps them in memory, for as long as the process.</summary>
    public string? People { get; set; }

    /// <summary>A PostgreSQL database of accounts and names instead, as a connection string: several processes have them in common.</summary>
    public string? PeopleStore { get; set; }

    /// <summary>An organisation's own sign-on; null when there is none.</summary>
    public OidcOptions? Oidc { get; set; }

    /// <summary>The folder of the keys that cookies are signed with; null makes new ones with each process, which ends every sign-on.</summary>
    public string? Keys { get; set; }

    /// <summary>Pictures under the map from elsewhere; null draws the map that the server brings.</summary>
    public TileSource? Tiles { get; set; }

    /// <summary>Where devices connect to on this machine, for phones that are to be told; null where it is not known.</summary>
    public int? DevicesPort { get; set; }

    /// <summary>A predicted margin below this is shown as tight.</summary>
    public int TightMinutes { get; set; } = 15;

    /// <summary>Tubes that fill a box.</summary>
    public int TubesPerBox { get; set; } = 200;

    /// <summary>Answers only to requests from this machine. Off where the screens are secured and meant for others, whose browsers the certificate tells which name is ours; and for tests.</summary>
    public bool LoopbackOnly { get; set; } = true;
}
