using System.Collections.Concurrent;
using System.Text.Json;

namespace SpecimenLogistics.Ui;

/// <summary>The written word of an enum's value: <c>with-carrier</c>.</summary>
public static class Kebab
{
    public static string Of<T>(T value) where T : struct, Enum => Words<T>.Of.GetOrAdd(value, v => JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()));

    static class Words<T> where T : struct, Enum
    {
        public static readonly ConcurrentDictionary<T, string> Of = new();
    }
}
