namespace SpecimenLogistics.Ui.Labels;

/// <summary>
/// Code 128 in its set B: letters, digits and marks of ASCII. An encoder of our own and not a package's script in the page: what is
/// encoded is a table of 107 rows and a sum, the sheet is complete as it leaves the server, and prints where scripts are off.
/// </summary>
static class Code128
{
    const int StartB = 104, Stop = 106, Modulus = 103;

    /// <summary>Modules that must stay white on either side.</summary>
    public const int Quiet = 10;

    // Widths of bar, space, bar, space ... of each value; the stop has a bar more.
    static readonly string[] Widths =
    [
        "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312", "231212", "112232", "122132", "122231", "113222",
        "123122", "123221", "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321",
        "232121", "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121",
        "313121", "211331", "231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224",
        "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114", "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111",
        "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113",
        "114311", "411113", "411311", "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
    ];

    /// <summary>Widths in modules, a bar first, without the white on either side.</summary>
    public static IReadOnlyList<int> Encode(string text)
    {
        var values = new List<int>(text.Length + 3) { StartB };
        var sum = StartB;
        foreach (var c in text)
        {
            var value = c is >= ' ' and <= '~' ? c - ' ' : throw new ArgumentException($"U+{(int)c:X4} has no place in Code 128's set B", nameof(text));
            sum += value * values.Count;
            values.Add(value);
        }
        values.Add(sum % Modulus);
        values.Add(Stop);
        return [.. values.SelectMany(value => Widths[value]).Select(width => width - '0')];
    }
}
