using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

/// <summary>A moment, in whole microseconds since 1970-01-01T00:00Z. What the journal stores, so that both stores hold the same number.</summary>
[JsonConverter(typeof(InstantConverter))]
public readonly record struct Instant(long Microseconds) : IComparable<Instant>
{
    public static readonly Instant Min = new(long.MinValue);
    public static readonly Instant Max = new(long.MaxValue);

    public static Instant FromMilliseconds(long ms) => new(ms * 1000);
    public static Instant From(DateTimeOffset time) => new((time.UtcTicks - DateTime.UnixEpoch.Ticks) / 10);
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.UnixEpoch.AddTicks(Microseconds * 10);

    public static Instant operator +(Instant at, TimeSpan span) => new(at.Microseconds + span.Ticks / 10);
    public static Instant operator -(Instant at, TimeSpan span) => new(at.Microseconds - span.Ticks / 10);
    public static TimeSpan operator -(Instant later, Instant earlier) => TimeSpan.FromTicks((later.Microseconds - earlier.Microseconds) * 10);
    public static bool operator <(Instant a, Instant b) => a.Microseconds < b.Microseconds;
    public static bool operator >(Instant a, Instant b) => a.Microseconds > b.Microseconds;
    public static bool operator <=(Instant a, Instant b) => a.Microseconds <= b.Microseconds;
    public static bool operator >=(Instant a, Instant b) => a.Microseconds >= b.Microseconds;

    public int CompareTo(Instant other) => Microseconds.CompareTo(other.Microseconds);
    public override string ToString() => ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

public sealed class InstantConverter : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetInt64());
    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Microseconds);
}
