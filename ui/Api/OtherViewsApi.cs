using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ui.Api;

/// <summary>Views that are only read.</summary>
static class OtherViewsApi
{
    public static void MapOtherViews(this IEndpointRouteBuilder routes)
    {
        routes.MapViews<DeliveryView>("/deliveries", delivery => delivery.Id.Value, "/{date}/{site}/{session}");
        routes.MapViews<DockView>("/docks", dock => dock.Id.Value);
        routes.MapViews<CourierView>("/couriers", courier => courier.Id);
    }
}
