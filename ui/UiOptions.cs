namespace SpecimenLogistics.Ui;

/// <summary>What the one who starts the server decides about the screens.</summary>
public sealed class UiOptions
{
    /// <summary>The run's bearer token, at least 16 characters; whoever has it sees everything and may write.</summary>
    public string Token { get; set; } = "";

    /// <summary>A predicted margin below this is shown as tight.</summary>
    public int TightMinutes { get; set; } = 15;

    /// <summary>Tubes that fill a box.</summary>
    public int TubesPerBox { get; set; } = 200;

    /// <summary>Answers only to requests from this machine. Off for tests alone.</summary>
    public bool LoopbackOnly { get; set; } = true;
}
