using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>
/// Laboratory LAB1 with boxes received from EA02: BX-0420 with tubes A to F of <see cref="Tube"/>, BX-0421 with G and H; BX-0430 held as wet, BX-0440
/// on the road. It has a list of reasons, version 3, unless a test takes it away.
/// </summary>
static class BenchPlaces
{
    static readonly Party Centre = C<Party>("centre:EA02"), Lab = C<Party>("laboratory:LAB1");

    /// <summary>Now, as phones have it: their clock is the machine's.</summary>
    static Instant Now => Instant.From(TimeProvider.System.GetUtcNow());

    public static string Tube(char letter) => letter + "KXRA41PMB";

    public static Task<UiHost> Host(bool reasons = true) => UiHost.Start(Now.ToDateTimeOffset(), (store, _) => Fill(store, reasons));

    static void Fill(FakeStore store, bool reasons)
    {
        Put(store, "programme", "programme", new ProgrammeView("Test", "Asia/Hong_Kong", true, null, null, null));
        Put(store, "site", "EA02", Site("EA02", "Island East Sports Centre", "港島東體育館", SiteRole.Centre));
        Put(store, "site", "LAB1", Site("LAB1", "Laboratory 1", "第一化驗所", SiteRole.Laboratory) with { Reasons = reasons ? [new ReasonsView(2, [Reason("OLD", "Old", "舊")]), new ReasonsView(3, List)] : null });
        Received(store, "BX-0420", Condition.Intact, "ABCDEF");
        Received(store, "BX-0421", Condition.Intact, "GH");
        Received(store, "BX-0430", Condition.Wet, "J");
        Put(store, "box", "BX-0440", Views(store, "BX-0440", [.. Packed("BX-0440", "K"), new HandedOver(HandoverSide.Take, Centre, C<Party>("vehicle:V001"), null)]));
    }

    static readonly BenchReason[] List =
    [
        Reason("LEAK", "Leaking, cap loose", "滲漏或蓋鬆"), Reason("NOSWAB", "No swab in the tube", "管內無拭子"), Reason("LITTLE", "Too little liquid", "液體不足"), Reason("UNREAD", "Number cannot be read", "號碼不能辨認"),
        Reason("KIND", "Wrong kind of tube", "試管種類不符"), Reason("BROKEN", "Broken", "破損"), new("CREASED", "Label creased, number typed", "標籤有摺痕，號碼以手輸入", TubeOutcome.AcceptedWithRemark),
    ];

    static BenchReason Reason(string code, string en, string zh) => new(code, en, zh, TubeOutcome.Rejected);

    static Fact[] Packed(string id, string letters) =>
    [
        new BoxRegistered(C<SealNumber>(id.Replace("BX", "ES", StringComparison.Ordinal)), C<BeaconId>("B-" + id), Centre), .. letters.Select(l => new TubePacked(C<TubeSerial>(Tube(l)), Centre)),
        new BoxSealed(C<SealNumber>(id.Replace("BX", "ES", StringComparison.Ordinal)), C<MechanicalSealNumber>("MS-118204"), letters.Length, Centre),
    ];

    static void Received(FakeStore store, string id, Condition condition, string letters) =>
        Put(store, "box", id, Views(store, id, [.. Packed(id, letters), new BoxUnloaded(C<DockId>("LAB1-D1"), Lab, null), new BoxReceived(Lab, null, condition)]));

    static byte[] Views(FakeStore store, string id, Fact[] facts)
    {
        var from = Now - TimeSpan.FromMinutes(90);
        var recorded = facts.Select((f, i) => new Recorded(FactIds.Named($"{id}\n{i}"), new Stamp(i == 0 ? new Instant(0) : from + TimeSpan.FromMinutes(i), "S", 1, i, 0), TimeSpan.Zero, null, from, null, null, null, f)).ToList();
        store.Add($"box/{id}", [.. recorded.Select(r => r.ToEnvelope())], from.Microseconds);
        foreach (var one in recorded)
            if (one.Fact is TubePacked packed) store.TubeItems[packed.Tube.Value] = [new TubeItem(packed.Tube.Value, id, one.Stamp.OccurredAt.Microseconds, one.Id)];
        return Contracts.Views.Of(recorded.Aggregate(BoxState.Start(id), (s, r) => s.Apply(r)));
    }

    static SiteView Site(string id, string en, string zh, SiteRole role) => new(
        C<SiteId>(id), en, zh, "CW", 22.3, 114.1, 150, role, null, null, null, [], [], new AccountView(0, 0, 0, 0), [], 0, 0);

    static void Put<T>(FakeStore store, string kind, string id, T view) => store.Put(kind, id, view as byte[] ?? ViewJson.Write(view), 0);
    static T C<T>(string code) where T : struct, ICode<T> => Code.Parse<T>(code);
}
