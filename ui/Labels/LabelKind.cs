using System.Text.RegularExpressions;

namespace SpecimenLogistics.Ui.Labels;

/// <summary>What labels are printed for.</summary>
public enum LabelKind { Box, Tube, Seal, Vehicle, Badge }

/// <summary>
/// The forms of printed codes: what the scan pages read (<c>js/staff/codes.js</c>), and nothing beside it. A label that no page
/// understands would be found out at a centre's table.
/// </summary>
static partial class LabelForms
{
    public static readonly IReadOnlyList<LabelKind> Kinds = Enum.GetValues<LabelKind>();

    /// <summary>Badges have small letters; all else is in capitals, whatever was typed.</summary>
    public static string Written(LabelKind kind, string text) => kind == LabelKind.Badge ? text.Trim() : text.Trim().ToUpperInvariant();

    public static bool IsCode(LabelKind kind, string code) => kind switch
    {
        LabelKind.Box => Box().IsMatch(code),
        LabelKind.Tube => Tube().IsMatch(code),
        LabelKind.Seal => Seal().IsMatch(code),
        LabelKind.Vehicle => Vehicle().IsMatch(code),
        _ => Badge().IsMatch(code),
    };

    /// <summary>A serial as people read it: <c>8KXRA-41PMB</c>. What is scanned has no dash.</summary>
    public static string Spaced(LabelKind kind, string code) => kind == LabelKind.Tube ? $"{code[..5]}-{code[5..]}" : code;

    [GeneratedRegex(@"^BX-[0-9]{4,6}\z")] private static partial Regex Box();
    [GeneratedRegex(@"^[0-9A-HJKMNP-TV-Z]{10}\z")] private static partial Regex Tube();
    [GeneratedRegex(@"^(ES-[0-9]{4,6}|MS-[0-9]{5,8})\z")] private static partial Regex Seal();
    [GeneratedRegex(@"^V[0-9]{3,4}\z")] private static partial Regex Vehicle();
    [GeneratedRegex(@"^[PS]-[0-9A-Za-z]{4,8}\z")] private static partial Regex Badge();
}
