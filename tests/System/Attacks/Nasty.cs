using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpecimenLogistics.Tests.Processes.Attacks;

/// <summary>Texts and bytes that have broken programs before.</summary>
static class Nasty
{
    /// <summary>As they stand between the quotes of JSON.</summary>
    public static readonly IReadOnlyList<string> JsonTexts =
    [
        "'; DROP TABLE fact; --", "\\\" OR 1=1 --", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "%s%s%s%n%x", "{0}{1}{99}", "${jndi:ldap://x/y}", "{{7*7}}",
        "\\u0000", "a\\u0000b", "\\ud83e\\uddea\\ud83d\\udc69\\u200d\\ud83d\\udd2c", "\\ud800", "\\udc00\\ud800", "\\u202eabc", "../../../../etc/passwd", "..\\\\..\\\\windows", "CON", "\\r\\nSet-Cookie: a=b",
        "", " ", "\\t", "-1", "1e400", "NaN", "9223372036854775808", "2020-02-30", "9999-12-31T23:59:59Z", "0000-00-00", "centre:", ":CW01", "box:", "vehicle:V001:V002",
    ];

    static readonly string LongText = new('x', 70_000);

    static readonly IReadOnlyList<string> Values =
        ["null", "-1", "1e400", "-0.0", "9223372036854775807", "9223372036854775808", "true", "[]", "{}", "[[[[]]]]", "\"\"", "0.1", "1e-400", $"\"{LongText}\""];

    /// <summary>A document in as many others as it has leaves, times what may stand there, each made when it is asked for: of thousands a short run throws some hundred.</summary>
    public static IEnumerable<Func<string>> Changed(string json, Random dice)
    {
        var leaves = Leaves(JsonNode.Parse(json)!).Count;
        for (var n = 0; n < leaves; n++)
        {
            var leaf = n;
            yield return () => Without(json, leaf);
            foreach (var text in JsonTexts) yield return () => With(json, leaf, $"\"{text}\"");
            foreach (var value in Values) yield return () => With(json, leaf, value);
        }
        var bytes = json.ToCharArray();
        for (var n = 0; n < 12; n++)
        {
            var cut = dice.Next(bytes.Length);
            var put = "\"]}{[\0"[dice.Next(6)];
            yield return () => new string(bytes[..cut]);
            yield return () => new string(bytes[..cut]) + put + new string(bytes[cut..]);
        }
        foreach (var whole in (string[])["", "null", "[null]", $"[{json},{json}]", Deep(10_000), json + json]) yield return () => whole;
    }

    public static string Deep(int depth) => new string('[', depth) + new string(']', depth);

    /// <summary>Written as text, since what stands there may be what no serializer would write.</summary>
    static string With(string json, int leaf, string value)
    {
        var node = JsonNode.Parse(json)!;
        const string mark = "\u0001here\u0001";
        var (parent, key) = Leaves(node)[leaf];
        if (parent is JsonObject thing) thing[(string)key] = mark;
        else ((JsonArray)parent)[(int)key] = mark;
        return node.ToJsonString().Replace(JsonSerializer.Serialize(mark), value, StringComparison.Ordinal);
    }

    static string Without(string json, int leaf)
    {
        var node = JsonNode.Parse(json)!;
        var (parent, key) = Leaves(node)[leaf];
        if (parent is JsonObject thing) thing.Remove((string)key);
        else ((JsonArray)parent).RemoveAt((int)key);
        return node.ToJsonString();
    }

    static List<(JsonNode Parent, object Key)> Leaves(JsonNode node)
    {
        var found = new List<(JsonNode, object)>();
        IEnumerable<(object Key, JsonNode? Value)> each = node switch
        {
            JsonObject thing => thing.Select(p => ((object)p.Key, p.Value)),
            JsonArray list => list.Select((v, i) => ((object)i, v)),
            _ => [],
        };
        foreach (var (key, value) in each)
        {
            if (value is JsonObject or JsonArray) found.AddRange(Leaves(value));
            found.Add((node, key));
        }
        return found;
    }

    /// <summary>Bytes with some changed, a piece cut out, doubled, or cut short.</summary>
    public static byte[] Mangled(byte[] bytes, Random dice)
    {
        var at = dice.Next(bytes.Length);
        var to = Math.Min(bytes.Length, at + 1 + dice.Next(40));
        return dice.Next(5) switch
        {
            0 => [.. bytes[..at], (byte)dice.Next(256), .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], .. bytes[to..]],
            2 => [.. bytes[..to], .. bytes[at..]],
            3 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(Values[dice.Next(Values.Count - 1)]), .. bytes[to..]],
            _ => bytes[..at],
        };
    }

    public static byte[] Garbage(Random dice, int most)
    {
        var bytes = new byte[dice.Next(1, most)];
        dice.NextBytes(bytes);
        return bytes;
    }
}
