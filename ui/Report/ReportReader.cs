using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui;

/// <summary>Makes reports from what was committed before the question.</summary>
sealed class ReportReader(LiveState live, IReadModel readModel, IEvidence evidence, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme)
{
    public async Task<(ReportFigures Report, ZonedTimes Times)> Read(DateOnly? date, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var times = new ZonedTimes(live.Zone);
        return (ReportFigures.Of(live.Views, live.Programme, times, Instant.From(programme.GetUtcNow()), date), times);
    }

    /// <summary>The newest day that has begun, else the first; null where nothing is delivered yet.</summary>
    public async Task<DateOnly?> Newest(CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var dates = ReportFigures.DatesOf(live.Views);
        var today = new ZonedTimes(live.Zone).Date(Instant.From(programme.GetUtcNow()));
        return dates.Count == 0 ? null : dates.LastOrDefault(d => d <= today, dates[0]);
    }

    public async Task<NewestRoot?> Root(CancellationToken cancel) => await evidence.Root(null, cancel) is { } root
        ? new NewestRoot(RootBody.Of(root.Signed), Math.Max(0, (await readModel.Counts(cancel)).Facts - root.Signed.Facts))
        : null;
}

/// <param name="Since">Facts stored after it, in all streams together: it says nothing of them.</param>
public sealed record NewestRoot(RootBody Root, long Since);
