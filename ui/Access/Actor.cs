using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui;

/// <summary>Who a request acts as: the person who signed on, and nobody else. A program with the run's token names the person it acts for.</summary>
static class Actor
{
    public static StaffId Of(HttpContext context, string? said, Check check)
    {
        if (context.User.Person() is not { } person) return check.Code<StaffId>(said, "actor");
        check.That(said is null || said == person.Value, "actor", $"you are signed on as {person}; leave it out, or name yourself.");
        return person;
    }
}
