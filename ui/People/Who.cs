using System.Security.Claims;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>What a signed-on principal says of itself.</summary>
static class Who
{
    public const string Staff = "staff", Place = "place", Stamp = "stamp", Simulated = "simulated";

    /// <summary>The person; null for the run itself, which is a program's or a machine owner's.</summary>
    public static StaffId? Person(this ClaimsPrincipal user) => StaffId.TryParse(user.FindFirst(Staff)?.Value, out var staff) ? staff : null;

    /// <summary>The person; before the run's own link, what was typed.</summary>
    public static StaffId? PersonOr(this ClaimsPrincipal user, string? typed) => user.Person() ?? (StaffId.TryParse(typed?.Trim(), out var person) ? person : null);

    public static string Called(this ClaimsPrincipal user) => user.FindFirst(Staff)?.Value ?? user.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? "?";

    public static bool Is(this ClaimsPrincipal user, Role role) => user.IsInRole(Kebab.Of(role));

    /// <summary>Whether a policy of <see cref="May"/> lets this user in; for islands, whose acts are no requests.</summary>
    public static bool May(this ClaimsPrincipal user, string what) => SpecimenLogistics.Ui.May.Who[what].Any(user.Is);

    /// <summary>People of a place keep to it; an admin, and who has the whole day before him, do not.</summary>
    public static bool MayAt(this ClaimsPrincipal user, Party place) =>
        user.Is(Role.Admin) || user.Is(Role.Dispatcher) || user.FindFirst(Place)?.Value == place.Value;

    public static ClaimsPrincipal Principal(string scheme, string staff, IEnumerable<Role> roles, string? place, params IEnumerable<Claim> more)
    {
        var claims = new List<Claim> { new(ClaimTypes.NameIdentifier, staff), new(ClaimTypes.Name, staff), new(Staff, staff) };
        claims.AddRange(roles.Distinct().Select(role => new Claim(ClaimTypes.Role, Kebab.Of(role))));
        if (place is not null) claims.Add(new Claim(Place, place));
        claims.AddRange(more);
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }
}
