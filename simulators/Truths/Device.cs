namespace SpecimenLogistics.Simulators.Truths;

/// <summary>How devices and beacons are called.</summary>
internal static class Device
{
    public static string Packing(string centre) => $"S-{centre}-1";
    public static string Supervisor(string centre) => $"S-{centre}-2";
    public static string Driver(string vehicle) => $"S-{vehicle}";
    public static string Courier(string courier) => $"S-{courier}";
    public static string Dock(string hub, int dock) => $"{hub}-D{dock}";
    public static string Scanner(string hub, int number) => $"S-{hub}-{number}";
    public static string Bench(string hub, int bench) => $"S-{hub}-B{bench}";
    public static string Logger(string box) => $"L-{box}";
    public static string Beacon(string of) => $"B-{of}";
}
