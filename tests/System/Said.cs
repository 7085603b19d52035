namespace SpecimenLogistics.Tests.Processes;

/// <summary>What a device says, written by hand from the protocol's page: these tests share no code with the server.</summary>
static class Said
{
    public const uint Boot = 7;
    static readonly long BootAt = new DateTimeOffset(2020, 9, 6, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public static readonly string ScanTopic = $"v1/scanners/{ServerUnderTest.Scanner}/scan", PositionTopic = $"v1/vehicles/{ServerUnderTest.Vehicle}/position";

    public static string Packed(int seq, string box) => Envelope(seq, $"\"act\":\"pack\",\"box\":\"{box}\",\"tube\":\"{2_000_000 + seq}\"");

    public static string Position(int seq) => Envelope(seq, "\"lat_deg\":22.3,\"lon_deg\":114.2,\"speed_kmh\":30,\"heading_deg\":90,\"accuracy_m\":8");

    // The device started an hour before the programme's clock was set, and its clock is right.
    static string Envelope(int seq, string fields)
    {
        var up = 3_600_000 + seq * 100;
        return $"{{\"boot\":{Boot},\"sent_up_ms\":{up},\"sent_at\":{BootAt + up},\"items\":[{{\"seq\":{seq},\"up_ms\":{up},\"at\":{BootAt + up},{fields}}}]}}";
    }
}
