using System.Buffers.Binary;
using System.Text;
using CsCheck;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Unit.Ui;

public sealed class WireTests
{
    static readonly FrameHead Head = new(true, false, 1_599_396_067_000, 60, 1, 0, 12, 7);

    [Fact]
    public void A_draw_list_reads_back_as_it_was_written()
    {
        DrawItem[] items = [new(DrawShape.Square, DrawTone.Plain, 11_415_929, 2_227_734, "site/CW01", ""), new(DrawShape.Callout, DrawTone.Risk, 0, -5, "vehicle/V087", "▲ V087 大埔 −14")];
        Assert.Equal(items, Read(DrawList.Encode(items)));
    }

    [Fact]
    public void A_text_too_long_is_cut_between_characters()
    {
        var label = Read(DrawList.Encode([new DrawItem(DrawShape.Note, DrawTone.Quiet, 1, 1, "k", new string('埔', 100) + "😀")]))[0].Label;
        Assert.Equal(new string('埔', 85), label);
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

    static List<DrawItem> Read(byte[] bytes)
    {
        Assert.Equal(DrawList.Version, bytes[0]);
        var items = new List<DrawItem>();
        var at = 3;
        for (var n = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(1)); n > 0; n--)
        {
            var (shape, tone) = ((DrawShape)bytes[at], (DrawTone)bytes[at + 1]);
            var (lon, lat) = (BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 2)), BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 6)));
            at += 10;
            items.Add(new DrawItem(shape, tone, lon, lat, Text(), Text()));
        }
        Assert.Equal(bytes.Length, at);
        return items;

        string Text()
        {
            var text = Encoding.UTF8.GetString(bytes, at + 1, bytes[at]);
            at += 1 + bytes[at];
            return text;
        }
    }
}
