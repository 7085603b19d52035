using System.Buffers.Binary;
using System.IO.Compression;
using ZXing;

namespace SpecimenLogistics.Browser.Print;

/// <summary>A screenshot's pixels as grey, so that what was drawn can be scanned. Reads what Chromium writes: 8 bits, colour, not interlaced.</summary>
public sealed class Picture
{
    readonly byte[] grey;

    Picture(byte[] grey, int width, int height) => (this.grey, Width, Height) = (grey, width, height);

    public int Width { get; }
    public int Height { get; }

    /// <summary>0 is black, 255 white.</summary>
    public byte this[int x, int y] => grey[y * Width + x];

    public static Picture OfPng(ReadOnlySpan<byte> png)
    {
        int width = 0, height = 0, channels = 0;
        using var packed = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png[at..]);
            var name = png.Slice(at + 4, 4);
            var data = png.Slice(at + 8, length);
            if (name.SequenceEqual("IHDR"u8))
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
                channels = (data[8], data[9], data[12]) switch { (8, 2, 0) => 3, (8, 6, 0) => 4, var other => throw new NotSupportedException($"a PNG of {other}") };
            }
            else if (name.SequenceEqual("IDAT"u8)) packed.Write(data);
            at += length + 12;
        }
        packed.Position = 0;
        using var lines = new ZLibStream(packed, CompressionMode.Decompress);
        return new Picture(Grey(lines, width, height, channels), width, height);
    }

    static byte[] Grey(Stream lines, int width, int height, int channels)
    {
        var grey = new byte[width * height];
        var (line, above) = (new byte[width * channels], new byte[width * channels]);
        for (var y = 0; y < height; y++)
        {
            var filter = lines.ReadByte();
            lines.ReadExactly(line);
            for (var i = 0; i < line.Length; i++)
            {
                var (left, up, corner) = (i < channels ? 0 : line[i - channels], above[i], i < channels ? 0 : above[i - channels]);
                line[i] += (byte)(filter switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Nearest(left, up, corner), _ => throw new NotSupportedException($"filter {filter}") });
            }
            for (var x = 0; x < width; x++) grey[y * width + x] = (byte)((line[x * channels] * 299 + line[x * channels + 1] * 587 + line[x * channels + 2] * 114) / 1000);
            (line, above) = (above, line);
        }
        return grey;
    }

    static int Nearest(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    /// <summary>
    /// What a scanner of one sort of code reads there; null for nothing. The second look knows that the picture stands upright: in a few QR
    /// codes the first takes something within for a corner.
    /// </summary>
    public string? Scan(BarcodeFormat format, int left, int top, int width, int height) => Look(format, left, top, width, height, false) ?? Look(format, left, top, width, height, true);

    string? Look(BarcodeFormat format, int left, int top, int width, int height, bool upright)
    {
        var part = new byte[width * height];
        for (var y = 0; y < height; y++) Array.Copy(grey, (top + y) * Width + left, part, y * width, width);
        var reader = new BarcodeReaderGeneric { AutoRotate = false, Options = new() { PossibleFormats = [format], TryHarder = true, PureBarcode = upright } };
        return reader.Decode(new RGBLuminanceSource(part, width, height, RGBLuminanceSource.BitmapFormat.Gray8))?.Text;
    }
}
