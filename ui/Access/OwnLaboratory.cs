using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui;

/// <summary>People of a laboratory see and write their own one's lists.</summary>
static class OwnLaboratory
{
    public static ValueTask<object?> Only(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (user, id) = (context.HttpContext.User, context.HttpContext.Request.RouteValues["id"] as string);
        var own = SiteId.TryParse(id, out var laboratory) && user.MayAt(Party.Laboratory(laboratory));
        return own ? next(context) : throw new Refusal(StatusCodes.Status403Forbidden, "That is not your laboratory.");
    }
}
