using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ingest;
using SpecimenLogistics.Protocol;
using SpecimenLogistics.Ui;
using SpecimenLogistics.Ui.Paper;
using SpecimenLogistics.Unit.Ingest;

namespace SpecimenLogistics.Unit.Ui;

/// <summary>A line from paper and the scan it stands for say the same of the world.</summary>
public sealed class PaperReadingTests
{
    static readonly Instant Now = Instant.From(new DateTimeOffset(2020, 9, 6, 12, 41, 0, TimeSpan.Zero));
    static readonly PaperWish Line = PaperWish.Empty("2020-09-06") with { At = "20:01", Box = "BX-0001", Seal = "ES-0001", By = "P-1", TypedBy = "P-2" };

    public static TheoryData<string> Acts => [.. Enum.GetValues<PaperAct>().Select(Kebab.Of)];

    [Theory, MemberData(nameof(Acts))]
    public void Each_act_comes_to_the_fact_of_its_scan(string act)
    {
        var (wish, place) = act switch
        {
            "seal" => (Line with { Place = "CW01", Mechanical = "MS-00001", Count = "180" }, "centre:CW01"),
            "give" => (Line with { Place = "CW01", Other = "V001" }, "centre:CW01"),
            "take" => (Line with { Place = "V001", Other = "CW01" }, "vehicle:V001"),
            "unload" => (Line with { Dock = "LAB1-D1" }, "dock:LAB1-D1"),
            "receive" => (Line with { Place = "LAB1", Condition = "wet" }, "laboratory:LAB1"),
            _ => (Line with { Place = "CW01", Session = "2", Boxes = "BX-0001 180", Reason = "no power" }, "centre:CW01"),
        };
        var scan = new ScanItem(1, 1, 1, act)
        {
            Box = "BX-0001", Seal = "ES-0001", MechanicalSeal = wish.Mechanical.Length > 0 ? wish.Mechanical : null, Count = act == "seal" ? 180 : null, Staff = "P-1",
            Party = act switch { "give" => "vehicle:V001", "take" => "centre:CW01", _ => null }, Outcome = act == "receive" ? "wet" : null, Session = act == "close-session" ? "2020-09-06/CW01/2" : null,
            Boxes = act == "close-session" ? [new DeclaredBox("BX-0001", 180)] : null, Reason = act == "close-session" ? "no power" : null,
        };
        var scanned = Assert.IsType<Translated.AsFact>(ScanTable.Translate(scan, DevicePlace.Of(place, new OneLaboratory())));
        var typed = Read(wish with { Act = act });
        Assert.Equal((scanned.About, scanned.Actor), (typed.About, typed.By));
        Assert.Equal(FactCodec.Write(scanned.Fact), FactCodec.Write(typed.Fact));
    }

    [Fact]
    public void Who_is_signed_on_types_whatever_was_typed()
    {
        var reading = new PaperReading(Line with { Act = "give", Place = "CW01", Other = "V001", TypedBy = "" }, Views(), new ZonedTimes("Asia/Hong_Kong"), Now, Lexicon.For("en"));
        Assert.Equal("P-9", reading.Read(Code.Parse<StaffId>("P-9"))?.TypedBy.Value);
    }

    static PaperEntry Read(PaperWish wish)
    {
        var reading = new PaperReading(wish, Views(), new ZonedTimes("Asia/Hong_Kong"), Now, Lexicon.For("en"));
        var entry = reading.Read(null);
        Assert.Empty(reading.Wrong);
        return entry!;
    }

    static ViewCache Views()
    {
        var views = new ViewCache();
        void Put<T>(string kind, string id, T view) => views.Apply(new EntityRow(kind, id, 1, 1, 0, ViewJson.Write(view)));
        var account = new AccountView(0, 0, 0, 0);
        SiteView Site(string id, SiteRole role, IReadOnlyList<SessionView> sessions, IReadOnlyList<DockId> docks) =>
            new(Code.Parse<SiteId>(id), id, id, "", 22.3, 114.1, 150, role, null, null, null, sessions, docks, account, [], 0, 0);
        Put("site", "CW01", Site("CW01", SiteRole.Centre, [new SessionView(Code.Parse<DeliveryId>("2020-09-06/CW01/2"), Now - TimeSpan.FromHours(5), Now, null)], []));
        Put("site", "LAB1", Site("LAB1", SiteRole.Laboratory, [], [Code.Parse<DockId>("LAB1-D1")]));
        Put("vehicle", "V001", new VehicleView(Code.Parse<VehicleId>("V001"), null, account, [], [], null, []));
        Put("box", "BX-0001", new BoxView(Code.Parse<BoxId>("BX-0001"), null, null, BoxPlace.CentrePacking, null, null, false, SealState.None, 0, 0, null, null, [], []));
        return views;
    }
}
