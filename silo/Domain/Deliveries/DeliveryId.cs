using System.Globalization;
using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

/// <summary>What one centre sends of one session: <c>2020-09-06/CW01/2</c>.</summary>
[JsonConverter(typeof(CodeConverter<DeliveryId>))]
public readonly record struct DeliveryId : ICode<DeliveryId>
{
    public DeliveryId(DateOnly date, SiteId site, int session) => (Date, Site, Session) = (date, site, session);

    public DateOnly Date { get; }
    public SiteId Site { get; }
    public int Session { get; }
    public string Value => $"{Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}/{Site.Value}/{Session.ToString(CultureInfo.InvariantCulture)}";

    public static bool TryParse(string? text, out DeliveryId code)
    {
        code = default;
        var parts = text?.Split('/');
        if (parts?.Length != 3
            || !DateOnly.TryParseExact(parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            || !SiteId.TryParse(parts[1], out var site)
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var session) || session is < 1 or > 9) return false;
        code = new DeliveryId(date, site, session);
        return true;
    }

    public override string ToString() => Value;
}
