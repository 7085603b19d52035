namespace SpecimenLogistics.Ui;

/// <summary>Where pictures of a map come from, if whoever runs the server named a place; the land drawn by the page needs none.</summary>
/// <param name="Template">An http or https address with {z}, {x} and {y}.</param>
/// <param name="Attribution">What the source wants to stand on the map.</param>
public sealed record TileSource(string Template, string Attribution)
{
    /// <summary>As a content security policy names it.</summary>
    public string Origin => new Uri(Filled(Template)).GetLeftPart(UriPartial.Authority);

    /// <returns>What is wrong with it, as the end of a sentence; null when nothing is.</returns>
    public static string? Fault(string template)
    {
        if (new[] { "{z}", "{x}", "{y}" }.FirstOrDefault(part => !template.Contains(part, StringComparison.Ordinal)) is { } missing) return $"has no {missing}: '{template}'";
        // The host must not hang on a number: the page may ask that one host alone.
        if (!Uri.TryCreate(Filled(template), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || template.IndexOf('{', StringComparison.Ordinal) < template.IndexOf(address.Authority, StringComparison.OrdinalIgnoreCase) + address.Authority.Length)
            return $"is not an http or https address with its host spelt out: '{template}'";
        return template.AsSpan().ContainsAny(" ;,'\"") ? $"has a character that an address does not have: '{template}'" : null;
    }

    static string Filled(string template) => template.Replace("{z}", "0", StringComparison.Ordinal).Replace("{x}", "0", StringComparison.Ordinal).Replace("{y}", "0", StringComparison.Ordinal);
}
