using QRCoder;

namespace SpecimenLogistics.Ui;

/// <summary>A root as it is printed: eight groups of eight digits that a person can compare, and a picture that a scanner reads.</summary>
public static class RootLines
{
    public static IReadOnlyList<string> Groups(string root) => [.. root.Chunk(8).Select(group => new string(group))];

    /// <summary>The 64 digits as a QR code, an SVG element.</summary>
    public static string Picture(string root)
    {
        using var data = QRCodeGenerator.GenerateQrCode(root.ToUpperInvariant(), QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(3, "#000", "#fff", true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
