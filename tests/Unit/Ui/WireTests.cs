using System.Buffers.Binary;
using System.Text;
using CsCheck;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui;
using Load = SpecimenLogistics.Ui.Load;

namespace SpecimenLogistics.Unit.Ui;

public sealed class WireTests
{
    static readonly FrameHead Head = new(true, false, 1_599_396_067_000, 60, 1, 0, 12, 7);

    [Fact]
    public void A_draw_list_reads_back_as_it_was_written()
    {
        DrawItem[] items = [new(DrawShape.Square, DrawTone.Plain, 11_415_929, 2_227_734, "site/CW01", "") { Metres = 150, Name = "CW01 Hall 堂" }, new(DrawShape.Callout, DrawTone.Risk, 0, -5, "vehicle/V087", "▲ V087 大埔 −14")];
        DrawLine[] lines = [new(DrawStroke.Trail, "vehicle/V087", [(1, -2), (11_415_929, 2_227_734)]), new(DrawStroke.Route, "vehicle/V001", [])];
        var (read, ways) = Read(DrawList.Encode(items, lines));
        Assert.Equal(items, read);
        Assert.Equal(lines.Select(l => (l.Stroke, l.Key, string.Join(' ', l.Points))), ways.Select(l => (l.Stroke, l.Key, string.Join(' ', l.Points))));
    }

    [Fact]
    public void A_text_too_long_is_cut_between_characters()
    {
        var label = Read(DrawList.Encode([new DrawItem(DrawShape.Note, DrawTone.Quiet, 1, 1, "k", new string('埔', 100) + "😀")], [])).Items[0].Label;
        Assert.Equal(new string('埔', 85), label);
    }

    [Fact]
    public void A_vehicle_that_its_drivers_phone_places_is_not_called_silent_and_is_marked_for_it()
    {
        var silent = new VehicleView(Code.Parse<VehicleId>("V001"), null, new AccountView(0, 0, 0, 0), [], [], new Instant(1), []);
        var fix = new VehicleFix(new GeoPoint(22.3, 114.2), new Instant(2), 30);
        Assert.Equal((true, false, 8 | 4 | 32), (VehicleMark.Of(silent, fix, [], _ => null).Silent, VehicleMark.Of(silent, fix, [], _ => null).ByPhone, VehicleMark.Of(silent, fix, [], _ => null).Status));
        var placed = VehicleMark.Of(silent, fix with { ByPhone = true }, [], _ => null);
        Assert.Equal((false, true, 64 | 4 | 32), (placed.Silent, placed.ByPhone, placed.Status));
        Assert.Equal([new SilentVehicle(silent.Id, fix.At) { ByPhone = true }], SilentVehicle.Of([silent], new Dictionary<string, VehicleFix> { ["V001"] = fix with { ByPhone = true } }));
    }

    [Fact]
    public void A_vehicle_with_boxes_aboard_that_nobody_saw_stands_where_it_was_last_and_is_called_silent()
    {
        var site = new SiteView(Code.Parse<SiteId>("CW01"), "Hall", "堂", "Central", 22.3, 114.2, 150, SiteRole.Centre, null, null, null, [], [], new AccountView(0, 0, 0, 0), [], 0, 0);
        var empty = new VehicleView(Code.Parse<VehicleId>("V001"), null, new AccountView(0, 0, 0, 0), [], [new VisitView(site.Id, new Instant(1), new Instant(2), "scan")], null, []);
        var laden = empty with { Aboard = [new BoxHere(Code.Parse<BoxId>("BX-0001"), BoxPlace.WithCarrier, 5)] };
        SiteView? Find(SiteId id) => id == site.Id ? site : null;
        Assert.False(VehicleMark.Of(empty, null, [], Find).Placed);
        Assert.Equal(new VehicleMark("V001", 11_420_000, 2_230_000, Load.Specimens, false, true, false, true), VehicleMark.Of(laden, null, [], Find));
    }

    [Fact]
    public void Moved_vehicles_cost_about_five_bytes_each()
    {
        var before = Marks(150, 0);
        var still = VehicleFrames.Delta(Head, before, before)!.Length;
        var moved = VehicleFrames.Delta(Head, before, Marks(150, 40))!.Length;
        Assert.InRange((moved - still) / 150.0, 4, 5.5);
    }

    [Fact]
    public void Other_vehicles_than_before_need_a_full_frame()
    {
        Assert.Null(VehicleFrames.Delta(Head, Marks(3, 0), Marks(4, 0)));
        Assert.Null(VehicleFrames.Delta(Head, Marks(1, 0), [Marks(1, 0)[0] with { Id = "X" }]));
    }

    [Fact]
    public void A_full_frame_followed_by_a_difference_is_the_second_full_frame()
    {
        var mark = Gen.Select(Gen.Int[-18_000_000, 18_000_000], Gen.Int[-9_000_000, 9_000_000], Gen.Enum<Load>(), Gen.Bool, Gen.Bool, Gen.Bool);
        mark.Array[1, 20].SelectMany(a => mark.Array[a.Length].Select(b => (a, b))).Sample(pair =>
        {
            VehicleMark[] Make((int, int, Load, bool, bool, bool)[] from) => [.. from.Select((m, i) => new VehicleMark($"V{i}", m.Item1, m.Item2, m.Item3, m.Item4, m.Item5, m.Item6, true))];
            var (before, now) = (Make(pair.a), Make(pair.b));
            var read = new FrameReader(VehicleFrames.Full(Head, before)).Full();
            new FrameReader(VehicleFrames.Delta(Head, before, now)!).ApplyTo(read);
            return read.SequenceEqual(now.Select(m => (m.Id, m.Status, m.Lon, m.Lat)));
        });
    }

    static VehicleMark[] Marks(int count, int step) =>
        [.. Enumerable.Range(0, count).Select(i => new VehicleMark($"V{i + 1:000}", 11_415_000 + i + step, 2_230_000 + 2 * step, Load.Specimens, true, false, false, true))];

    static (List<DrawItem> Items, List<DrawLine> Lines) Read(byte[] bytes)
    {
        Assert.Equal(DrawList.Version, bytes[0]);
        var items = new List<DrawItem>();
        var at = 3;
        for (var n = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(1)); n > 0; n--)
        {
            var (shape, tone) = ((DrawShape)bytes[at], (DrawTone)bytes[at + 1]);
            var (lon, lat) = (BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 2)), BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 6)));
            at += 10;
            var metres = Short();
            items.Add(new DrawItem(shape, tone, lon, lat, Text(), Text()) { Metres = metres, Name = Text() });
        }
        var lines = new List<DrawLine>();
        for (var n = Short(); n > 0; n--) lines.Add(new DrawLine((DrawStroke)bytes[at++], Text(), [.. Enumerable.Range(0, Short()).Select(_ => (Int(), Int()))]));
        Assert.Equal(bytes.Length, at);
        return (items, lines);

        int Short() => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan((at += 2) - 2));
        int Int() => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan((at += 4) - 4));

        string Text()
        {
            var text = Encoding.UTF8.GetString(bytes, at + 1, bytes[at]);
            at += 1 + bytes[at];
            return text;
        }
    }
}
