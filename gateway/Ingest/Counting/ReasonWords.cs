using System.Text.Json;

namespace SpecimenLogistics.Ingest;

static class ReasonWords
{
    /// <summary>An enum's name as it is written outside: <c>not_our_code</c>.</summary>
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
