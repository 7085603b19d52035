using Microsoft.AspNetCore.Components.Web;

namespace SpecimenLogistics.Ui;

static class Islands
{
    /// <summary>The shell is there at once; what lives comes with the circuit, and only once.</summary>
    public static readonly InteractiveServerRenderMode Live = new(prerender: false);
}
