using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

/// <summary>An id that cannot be written down wrong: made only by <c>TryParse</c> or a throwing <c>Parse</c>.</summary>
public interface ICode<TSelf> where TSelf : struct, ICode<TSelf>
{
    string Value { get; }
    static abstract bool TryParse(string? text, out TSelf code);
}

public static class Code
{
    public const int MaxLength = 32;

    /// <summary>Letters, digits, dash, underscore, dot; 1 to 32 of them.</summary>
    public static bool IsPlain(string? text) => IsPlain(text, MaxLength);

    /// <summary>The same, of what is made of several codes.</summary>
    public static bool IsPlain(string? text, int longest)
    {
        if (string.IsNullOrEmpty(text) || text.Length > longest) return false;
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')) return false;
        return true;
    }

    /// <summary>For codes that this program wrote itself: a wrong one is a bug.</summary>
    public static T Parse<T>(string text) where T : struct, ICode<T> =>
        T.TryParse(text, out var code) ? code : throw new FormatException($"'{text}' is not a {typeof(T).Name}");
}

public sealed class CodeConverter<T> : JsonConverter<T> where T : struct, ICode<T>
{
    public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        T.TryParse(reader.GetString(), out var code) ? code : throw new JsonException($"not a {typeof(T).Name}");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
