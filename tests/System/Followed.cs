using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace SpecimenLogistics.Tests.Processes;

/// <summary>A collector of traces as OTLP's page describes it: protobuf over HTTP, read by hand.</summary>
sealed class Followed : IDisposable
{
    readonly HttpListener _listener = new();
    readonly ConcurrentQueue<Span> _spans = new();

    public Followed()
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        _listener.Prefixes.Add($"{Address}");
        _listener.Start();
        _ = Listen();
    }

    public Uri Address { get; }
    public IReadOnlyList<Span> Spans => [.. _spans];

    /// <summary>The names from a span up to its trace's first.</summary>
    public string PathOf(Span span)
    {
        var all = Spans;
        List<string> names = [span.Name];
        while (all.FirstOrDefault(s => s.Trace == span.Trace && s.Id == span.Parent) is { } parent) names.Insert(0, (span = parent).Name);
        return string.Join(" > ", names);
    }

    static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    async Task Listen()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try { context = await _listener.GetContextAsync(); }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException) { return; }
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            if (context.Request.Url?.AbsolutePath == "/v1/traces") Take(body.ToArray());
            context.Response.Close();
        }
    }

    void Take(byte[] request)
    {
        foreach (var resource in Parts(request, 1))
            foreach (var scope in Parts(resource, 2))
                foreach (var span in Parts(scope, 2)) _spans.Enqueue(Read(span));
    }

    static Span Read(ReadOnlyMemory<byte> span)
    {
        var fields = Fields(span).ToList();
        string Hex(int field) => fields.Where(f => f.Number == field).Select(f => Convert.ToHexStringLower(f.Bytes.Span)).FirstOrDefault() ?? "";
        var status = fields.Where(f => f.Number == 15).SelectMany(f => Fields(f.Bytes)).ToList();
        return new(
            Hex(1), Hex(2), Hex(4), Encoding.UTF8.GetString(fields.First(f => f.Number == 5).Bytes.Span),
            fields.Where(f => f.Number == 9).Select(f => Pair(f.Bytes)).ToDictionary(p => p.Key, p => p.Value), status.Any(f => f is { Number: 3, Value: 2 }),
            fields.Count(f => f.Number == 11), string.Join(' ', status.Where(f => f.Number == 2).Select(f => Encoding.UTF8.GetString(f.Bytes.Span))));
    }

    static (string Key, string Value) Pair(ReadOnlyMemory<byte> pair)
    {
        var (key, value) = ("", "");
        foreach (var field in Fields(pair))
            if (field.Number == 1) key = Encoding.UTF8.GetString(field.Bytes.Span);
            else foreach (var of in Fields(field.Bytes)) value = of.Number == 1 ? Encoding.UTF8.GetString(of.Bytes.Span) : $"{of.Value}";
        return (key, value);
    }

    static IEnumerable<ReadOnlyMemory<byte>> Parts(ReadOnlyMemory<byte> message, int field) => Fields(message).Where(f => f.Number == field).Select(f => f.Bytes);

    readonly record struct Field(int Number, ulong Value, ReadOnlyMemory<byte> Bytes);

    static IEnumerable<Field> Fields(ReadOnlyMemory<byte> message)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message.Span, ref at);
            var number = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0: yield return new(number, Varint(message.Span, ref at), default); break;
                case 1: yield return new(number, BinaryPrimitives.ReadUInt64LittleEndian(message.Span[at..]), default); at += 8; break;
                case 2:
                    var length = (int)Varint(message.Span, ref at);
                    yield return new(number, 0, message.Slice(at, length));
                    at += length;
                    break;
                default: yield return new(number, BinaryPrimitives.ReadUInt32LittleEndian(message.Span[at..]), default); at += 4; break;
            }
        }
    }

    static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if ((part & 0x80) == 0) return value;
        }
    }

    public void Dispose() => _listener.Close();
}

/// <param name="Says">The status's sentence.</param>
sealed record Span(string Trace, string Id, string Parent, string Name, IReadOnlyDictionary<string, string> Fields, bool IsError, int Events, string Says);
