using System.Security.Claims;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Unit.Ui;

public sealed class SignedOnTests
{
    [Theory]
    [InlineData("P-9", "P-1", "P-9")]
    [InlineData(null, " P-1 ", "P-1")]
    [InlineData(null, "Chan Tai Man", null)]
    [InlineData(null, null, null)]
    public void Who_is_signed_on_acts_whatever_was_typed(string? claim, string? typed, string? person)
    {
        var who = new ClaimsPrincipal(new ClaimsIdentity(claim is null ? [] : [new Claim("staff", claim)], "test"));
        Assert.Equal(person, who.PersonOr(typed)?.Value);
    }
}
