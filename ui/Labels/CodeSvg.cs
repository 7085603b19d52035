using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using QRCoder;

namespace SpecimenLogistics.Ui.Labels;

/// <summary>Codes as pictures of a size on paper. A module is a whole number of dots of a 300 dpi printer: 8 of a QR code, 4 of bars.</summary>
static class CodeSvg
{
    const double DotMm = 25.4 / 300;

    /// <summary>A fourth of a QR code may be dirty or torn.</summary>
    public static MarkupString Qr(string text, int dots = 8)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        var rows = data.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows[y].Length; x++)
                if (rows[y][x]) Bar(path, x, y, Run(rows[y], ref x), 1);
        return Svg("qr", path, rows.Count, rows.Count, Mm(rows.Count, dots), Mm(rows.Count, dots));
    }

    public static MarkupString Bars(string text, double heightMm)
    {
        const int Dots = 4;
        var path = new StringBuilder();
        var (at, dark) = (Code128.Quiet, true);
        foreach (var width in Code128.Encode(text))
        {
            if (dark) Bar(path, at, 0, width, 1);
            (at, dark) = (at + width, !dark);
        }
        return Svg("bars", path, at + Code128.Quiet, 1, Mm(at + Code128.Quiet, Dots), heightMm);
    }

    static int Run(System.Collections.BitArray row, ref int x)
    {
        var from = x;
        while (x + 1 < row.Length && row[x + 1]) x++;
        return x - from + 1;
    }

    static void Bar(StringBuilder path, int x, int y, int width, int height) => path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{width}v{height}h-{width}z");

    static double Mm(int modules, int dots) => modules * dots * DotMm;

    static MarkupString Svg(string name, StringBuilder path, int width, int height, double widthMm, double heightMm) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"<svg class=\"{name}\" viewBox=\"0 0 {width} {height}\" width=\"{widthMm:0.####}mm\" height=\"{heightMm:0.####}mm\" preserveAspectRatio=\"none\" shape-rendering=\"crispEdges\" aria-hidden=\"true\"><path d=\"{path}\"/></svg>"));
}
