using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>Forty centres, two waves, four laboratories, all done: three deliveries late, some boxes with something wrong. Made by rule.</summary>
static class ReportDay
{
    public static readonly DateTimeOffset Now = new(2020, 9, 6, 15, 0, 0, TimeSpan.Zero);
    static readonly DateOnly Day = new(2020, 9, 6);

    public static void Fill(FakeStore store)
    {
        Put(store, "programme", "programme", new ProgrammeView("Evening", "Asia/Hong_Kong", true, "day148", 1, Day));
        var centres = Places.Centres().Take(40).ToArray();
        foreach (var centre in centres)
            Put(store, "site", centre.Id.Value, new SiteView(
                centre.Id, centre.NameEn, centre.NameZh, centre.District, centre.Point.LatDeg, centre.Point.LonDeg, 150, SiteRole.Centre, null, centre.Laboratory, 90, [], [], new AccountView(0, 0, 0, 0), [], 600, centre.Id == centres[3].Id ? 2 : 0));
        for (var session = 1; session <= 2; session++)
            for (var i = 0; i < centres.Length; i++) Deliver(store, centres[i], i, session);
        Docks(store, centres.Length);
        Put(store, "plan", "2020-09-06", new PlanView(Day, [.. Enumerable.Range(1, 40).Select(n => new PlannedTrip(C<TripId>($"T{n:000}"), C<VehicleId>($"V{n:000}"), n % 9 == 0 ? TripKind.Supply : TripKind.Specimen, []))]));
    }

    static void Deliver(FakeStore store, Centre centre, int i, int session)
    {
        var id = new DeliveryId(Day, centre.Id, session);
        var closed = At(session == 1 ? -390 : 0) + TimeSpan.FromMinutes(i % 7);
        var late = session == 2 && i is 4 or 11 or 29;
        var unloaded = closed + TimeSpan.FromMinutes(late ? 93 + i : 31 + i * 13 % 47);
        var box = $"BX-{session}{i:000}";
        Discrepancy[] wrong = (session, i) switch { (2, 7) => [Discrepancy.MissingTubes], (2, 15) => [Discrepancy.SealOpened], (1, 2) => [Discrepancy.HalfHandover], _ => [] };
        Put(store, "box", box, new BoxView(C<BoxId>(box), null, null, i == 33 && session == 2 ? BoxPlace.Unaccounted : BoxPlace.Emptied, null, null, false, SealState.Closed, 180, 180, null, null, wrong,
            [new CycleView(1, BoxPlace.Emptied, null, SealState.Closed, 180, 180 - (wrong is [Discrepancy.MissingTubes] ? 1 : 0), null, null, closed - TimeSpan.FromMinutes(20), null, unloaded, [], wrong) { ReceivedAt = unloaded }]));
        Put(store, "delivery", id.Value, new DeliveryView(
            id, centre.NameEn, centre.NameZh, centre.Laboratory, closed - TimeSpan.FromHours(5), closed, closed, false, 90, closed + TimeSpan.FromMinutes(90), DeliveryStage.Received, !late, true, closed + TimeSpan.FromMinutes(12), unloaded, unloaded,
            Party.Vehicle(C<VehicleId>($"V{i + 1:000}")), false, null, [new DeliveryBoxView(C<BoxId>(box), BoxPlace.Emptied, null, 180, closed + TimeSpan.FromMinutes(12), unloaded, unloaded)]));
        if (late || i == 20) Incident(store, CauseKind.AtRisk, Severity.Amber, id, closed + TimeSpan.FromMinutes(55), i % 2 == 0);
        if (late) Incident(store, CauseKind.Late, Severity.Red, id, closed + TimeSpan.FromMinutes(90), true);
    }

    static void Incident(FakeStore store, CauseKind cause, Severity severity, DeliveryId about, Instant at, bool taken)
    {
        var id = $"{Kebab(cause)}:{about}";
        Put(store, "incident", id, new IncidentView(id, cause, severity, taken ? IncidentStatus.Acknowledged : IncidentStatus.Withdrawn, Subject.Of(about), at, at, taken ? null : at + TimeSpan.FromMinutes(9), null, [], [])
        { Acts = taken ? [new IncidentActView(IncidentAct.Acknowledge, at + TimeSpan.FromMinutes(3), C<StaffId>("S-0007"), C<StaffId>("S-0007"), null)] : [] });
    }

    static void Docks(FakeStore store, int centres)
    {
        for (var lab = 1; lab <= 4; lab++)
        {
            UnloadView[] unloads = [.. Enumerable.Range(0, centres / 2).Select(n => (n, At: At(-350 + n * 23))).Select(u => new UnloadView(C<VehicleId>($"V{u.n + 1:000}"), u.At, u.At + TimeSpan.FromSeconds(25 + u.n * 7 % 41), 25 + u.n * 7 % 41, [C<BoxId>($"BX-1{u.n:000}")]))];
            Put(store, "dock", $"LAB{lab}-D1", new DockView(C<DockId>($"LAB{lab}-D1"), C<SiteId>($"LAB{lab}"), 1, unloads));
        }
        for (var n = 0; n < centres; n++)
            Put(store, "vehicle", $"V{n + 1:000}", new VehicleView(
                C<VehicleId>($"V{n + 1:000}"), null, new AccountView(0, 0, 0, 0), [], n >= centres / 2 ? [] : [new VisitView(C<SiteId>("LAB1"), At(-350 + n * 23) - TimeSpan.FromSeconds(120 + n * 31 % 400), At(-345 + n * 23), "beacon")], null, []));
    }

    static string Kebab(CauseKind cause) => cause == CauseKind.AtRisk ? "at-risk" : "late";
    static void Put<T>(FakeStore store, string kind, string id, T view) => store.Put(kind, id, ViewJson.Write(view), 0);
    static T C<T>(string code) where T : struct, ICode<T> => Code.Parse<T>(code);

    /// <summary>Minutes after 20:00 in Hong Kong.</summary>
    static Instant At(double minutes) => EveningWave.At(minutes);
}
