using System.Security.Claims;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>Who acts on a page: who is signed on. Where nobody signs on as a person, the badge that was typed stands for it.</summary>
static class SignedOn
{
    /// <summary>The claim that names a person: a badge number.</summary>
    public const string Claim = "staff";

    public static StaffId? Person(ClaimsPrincipal who) => StaffId.TryParse(who.FindFirstValue(Claim), out var person) ? person : null;

    public static StaffId? PersonOr(ClaimsPrincipal who, string? typed) => Person(who) ?? (StaffId.TryParse(typed?.Trim(), out var person) ? person : null);
}
