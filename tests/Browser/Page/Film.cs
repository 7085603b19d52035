using System.Text;
using SpecimenLogistics.Browser.Print;

namespace SpecimenLogistics.Browser;

/// <summary>What a camera would see of printed labels held before it, as a film that Chromium plays in place of a camera: out of focus, askew, noisy.</summary>
sealed class Film : IDisposable
{
    const int Width = 1280, Height = 720, FramesPerSecond = 10;
    readonly Random random = new(11);
    readonly FileStream file;

    public Film(string name)
    {
        file = new FileStream(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{name}-{Environment.ProcessId}.y4m"), FileMode.Create);
        file.Write(Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F{FramesPerSecond}:1 Ip A1:1 C420jpeg\n"));
    }

    public string Path => file.Name;

    /// <param name="wide">How wide the label is on the film, in its 1,280 pixels.</param>
    /// <param name="askew">By how many degrees it is turned; a hand also trembles.</param>
    public void Hold(Picture label, double seconds, int wide, double askew)
    {
        for (var n = 0; n < seconds * FramesPerSecond; n++) Write(Frame(label, (double)wide / label.Width, askew + Math.Sin(n), 3 * Math.Cos(2 * n)));
        file.Flush();
    }

    void Write(byte[] luma)
    {
        file.Write("FRAME\n"u8);
        file.Write(luma);
        file.Write(Enumerable.Repeat((byte)128, Width * Height / 2).ToArray());
    }

    byte[] Frame(Picture label, double scale, double askew, double aside)
    {
        var (sin, cos) = Math.SinCos(askew * Math.PI / 180);
        var sharp = new double[Width * Height];
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
            {
                var (dx, dy) = (x - Width / 2.0 - aside, y - Height / 2.0);
                sharp[y * Width + x] = Sample(label, (dx * cos + dy * sin) / scale + label.Width / 2.0, (dy * cos - dx * sin) / scale + label.Height / 2.0, 1 / scale);
            }
        var seen = new byte[Width * Height];
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++) seen[y * Width + x] = (byte)Math.Clamp(Blurred(sharp, x, y) + random.Next(-12, 13), 0, 255);
        return seen;
    }

    /// <summary>The mean of the label's dots under a pixel: paper is not white, ink not black; beyond the label is a table.</summary>
    static double Sample(Picture label, double x, double y, double reach)
    {
        var (sum, count) = (0.0, 0);
        for (var v = y - reach / 2; v <= y + reach / 2; v += Math.Max(reach / 2, 0.5))
            for (var u = x - reach / 2; u <= x + reach / 2; u += Math.Max(reach / 2, 0.5), count++)
                sum += u >= 0 && v >= 0 && u < label.Width && v < label.Height ? 40 + label[(int)u, (int)v] * 0.7 : 120;
        return sum / count;
    }

    static double Blurred(double[] picture, int x, int y)
    {
        var (sum, count) = (0.0, 0);
        for (var v = Math.Max(0, y - 1); v <= Math.Min(Height - 1, y + 1); v++)
            for (var u = Math.Max(0, x - 1); u <= Math.Min(Width - 1, x + 1); u++, count++) sum += picture[v * Width + u];
        return sum / count;
    }

    public void Dispose()
    {
        file.Dispose();
        File.Delete(Path);
    }
}
