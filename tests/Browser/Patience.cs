using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace SpecimenLogistics.Browser;

/// <summary>How long a page may take to show what it is expected to: what never comes fails all the same, and a busy machine is not a fault.</summary>
static class Patience
{
    [ModuleInitializer]
    internal static void Take() => Assertions.SetDefaultExpectTimeout(20_000);
}
