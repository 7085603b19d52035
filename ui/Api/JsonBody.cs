using System.Text.Json;

namespace SpecimenLogistics.Ui.Api;

/// <summary>Reads a bounded JSON body, or says in a sentence what is wrong with it.</summary>
static class JsonBody
{
    public const int MaxBytes = 4 * 1024 * 1024;

    public static async Task<T> Read<T>(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasJsonContentType()) throw new Refusal(StatusCodes.Status415UnsupportedMediaType, "Send Content-Type: application/json.");
        var bytes = await ReadBounded(request, cancel);
        try
        {
            if (HasNullInside(bytes)) throw Refusal.BadRequest("A list holds null.");
            return JsonSerializer.Deserialize<T>(bytes, ApiJson.Options) ?? throw Refusal.BadRequest("The body is null.");
        }
        catch (JsonException error)
        {
            throw Refusal.BadRequest($"The body is not what API.md describes, at {error.Path ?? "$"}: {FirstLine(error.Message)}");
        }
        // What is one of several kinds and does not say which.
        catch (NotSupportedException error) { throw Refusal.BadRequest($"The body is not what API.md describes: {FirstLine(error.Message)}"); }
    }

    /// <summary>Nothing of ours holds a list of what may be missing. Of a body that is a list itself its reader says which.</summary>
    static bool HasNullInside(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = ApiJson.Options.MaxDepth });
        var lists = new Stack<bool>();
        while (reader.Read())
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray: lists.Push(true); break;
                case JsonTokenType.StartObject: lists.Push(false); break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject: lists.Pop(); break;
                case JsonTokenType.Null when lists.Count > 1 && lists.Peek(): return true;
            }
        return false;
    }

    /// <summary>An array of at most <paramref name="most"/>.</summary>
    public static async Task<IReadOnlyList<T>> ReadArray<T>(HttpRequest request, int most, CancellationToken cancel)
    {
        var items = await Read<T[]>(request, cancel);
        if (items.Length > most) throw Refusal.BadRequest($"{items.Length} items in one array; send at most {most}.");
        var missing = Array.FindIndex(items, item => item is null);
        return missing < 0 ? items : throw Refusal.BadRequest($"Item {missing} is null.");
    }

    public static async Task<byte[]> ReadBounded(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > MaxBytes) throw TooLarge();
        // What is announced is not there yet: room is made for what comes.
        using var buffer = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, 64 * 1024));
        var chunk = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(chunk, cancel)) > 0)
            {
                if (buffer.Length + read > MaxBytes) throw TooLarge();
                buffer.Write(chunk, 0, read);
            }
        }
        catch (BadHttpRequestException cut) { throw new Refusal(cut.StatusCode, "The request ended before its body."); }
        return buffer.ToArray();
    }

    static Refusal TooLarge() => new(StatusCodes.Status413PayloadTooLarge, $"The body is over {MaxBytes} bytes; send it in parts.");

    static string FirstLine(string message) => message.Split('\n', ';')[0].Replace("SpecimenLogistics.Ui.Api.", "", StringComparison.Ordinal);
}
