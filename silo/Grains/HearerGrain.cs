using Microsoft.Extensions.Logging;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>
/// A subject that also hears. The table of sightings is the truth and a hint only says that it grew: on a gap, and when it
/// wakes, the grain reads the table. What the sightings come to is appended when it says something new.
/// </summary>
public abstract class HearerGrain<TState>(
    SubjectKind kind, TimeSpan stayLimit, IJournal journal, ITrack track, IDirectory directory, TimeProvider programme, ILogger logger)
    : SubjectGrain<TState>(kind, journal, logger), IHearerGrain
    where TState : class, IFold<TState>
{
    const int Page = 2000;
    readonly Hearing hearing = new(stayLimit);
    long through;
    string judged = "";
    (long News, IReadOnlyList<Stay> Beside)? looked;
    Evidence? before;

    /// <summary>What this subject's last judgement said, to know whether there is something new.</summary>
    protected abstract Evidence? Known { get; }

    /// <summary>Boxes heard at its side that are not with it by the scans; null for none, and for who has none.</summary>
    protected virtual IReadOnlyList<Stay>? BesideOf(Hearing heard) => null;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        judged = Known?.Gist() ?? "";
        await Remember(cancellationToken);
        await ReadOn(cancellationToken);
    }

    public async Task Heard(HeardHint hint)
    {
        foreach (var row in hint.Rows)
        {
            if (row.N <= through) continue;
            if (row.N > through + 1) await ReadOn(CancellationToken.None);
            else await Take(row);
        }
        await Judge();
    }

    public async Task<long> CatchUp()
    {
        await ReadOn(CancellationToken.None);
        await Judge();
        return through;
    }

    /// <summary>What was judged of sightings that are destroyed since stays as it was.</summary>
    async Task Remember(CancellationToken cancel)
    {
        long keptFrom;
        try { keptFrom = await track.KeptFrom("heard", cancel); }
        catch (Exception error) when (error is not OperationCanceledException) { throw new NotKnownStoredException(error.Message); }
        before = keptFrom == 0 ? null : Known?.Before(new Instant(keptFrom));
    }

    async Task ReadOn(CancellationToken cancel)
    {
        try { await ReadToEnd(cancel); }
        catch (Exception error) when (error is not OperationCanceledException) { throw new NotKnownStoredException(error.Message); }
    }

    async Task ReadToEnd(CancellationToken cancel)
    {
        while (true)
        {
            var rows = await track.Heard(Subject.Value, through, Page, cancel);
            foreach (var row in rows) await Take(row);
            if (rows.Count < Page) return;
        }
    }

    async Task Take(HeardRow row)
    {
        through = row.N;
        if (await Joined(row) is { } sighting) hearing.Add(sighting);
    }

    async Task<Sighting?> Joined(HeardRow row)
    {
        var of = Find(row);
        if (of is null)
        {
            await directory.Refresh(CancellationToken.None);
            of = Find(row);
        }
        // A stranger's beacon.
        if (of is not { } subject) return null;
        SealNumber? seal = row.Open is null ? null : Code.Parse<SealNumber>(row.Code);
        return new Sighting(subject, new Instant(row.OccurredAt), row.RssiDbm, row.Open, seal);
    }

    Subject? Find(HeardRow row) => row.Open is null
        ? directory.OfBeacon(row.Code)
        : directory.OfSeal(row.Code) is { } box ? Subject.Of(box) : null;

    async Task Judge()
    {
        var (news, beside) = (hearing.News, BesideOf(hearing));
        if (looked is { } last && last.News == news && last.Beside.SequenceEqual(beside ?? [])) return;
        var heard = hearing.Evidence() with { Beside = beside };
        var evidence = before is null ? heard : before.With(heard);
        var gist = evidence.Gist();
        if (gist != judged) await Append(evidence);
        // Only then: what could not be appended is looked at again.
        (judged, looked) = (gist, (news, beside ?? []));
    }

    async Task Append(Evidence evidence)
    {
        var fact = TelemetryJudged.Of(through, evidence, Known, e => e.Gist());
        var now = Instant.From(programme.GetUtcNow());
        await Append([new Recorded(
            FactIds.Named($"telemetry-judged\n{Subject.Value}\n{through}"), new Stamp(now, "", 0, through, 0), TimeSpan.Zero, null, now, null, null, null, fact).ToEnvelope()]);
    }
}

public sealed class VehicleGrain(
    IJournal journal, ITrack track, IDirectory directory, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, ILogger<VehicleGrain> log)
    : HearerGrain<VehicleState>(SubjectKind.Vehicle, Hearing.VehicleLimit, journal, track, directory, programme, log), IVehicleGrain
{
    protected override Evidence? Known => State.Telemetry?.Evidence;

    readonly BesideNow beside = new();

    protected override IReadOnlyList<Stay>? BesideOf(Hearing heard) => beside.Of(State.Account, heard);
}

public sealed class DockGrain(
    IJournal journal, ITrack track, IDirectory directory, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, ILogger<DockGrain> log)
    : HearerGrain<DockState>(SubjectKind.Dock, Hearing.DockLimit, journal, track, directory, programme, log), IDockGrain
{
    protected override Evidence? Known => State.Telemetry?.Evidence;
}
