using System.Globalization;

namespace SpecimenLogistics.Ui;

/// <summary>
/// <c>{0} {0:box|boxes}</c> is "1 box" and "2 boxes". The page's own scripts read it the same way (<c>js/staff/words.js</c>). A
/// language without plurals does without.
/// </summary>
sealed class Plurals : IFormatProvider, ICustomFormatter
{
    public static readonly Plurals Instance = new();

    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

    public string Format(string? format, object? arg, IFormatProvider? formatProvider)
    {
        var text = arg is IFormattable number ? number.ToString(format?.Contains('|', StringComparison.Ordinal) == true ? null : format, CultureInfo.InvariantCulture) : arg?.ToString() ?? "";
        return format?.Split('|') is [var one, var many] ? text == "1" ? one : many : text;
    }
}
