using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Grains;

/// <summary>Signs a root over every stream each programme hour.</summary>
public sealed class RootSigning(IRoots roots, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, TimeProvider real, IDuty duty, ILogger<RootSigning> log)
    : Loop(duty, real, log)
{
    static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);
    DateTimeOffset? next;

    protected override async Task<TimeSpan> Turn(CancellationToken cancel)
    {
        var now = programme.GetUtcNow();
        if (next is not null && now >= next) await roots.Sign(cancel);
        if (next is null || now >= next) next = now.AddHours(1);
        return Rest;
    }
}
