using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <summary>Collects what is wrong with a body, each with its place, so that a sender mends all of it at once.</summary>
sealed class Check
{
    readonly List<string> errors = [];

    public T Code<T>(string? text, string where) where T : struct, ICode<T>
    {
        if (T.TryParse(text, out var code)) return code;
        errors.Add($"{where}: '{Short(text)}' is not a {typeof(T).Name}; codes are 1 to {Domain.Code.MaxLength} letters, digits, '-', '_' or '.', parties 'kind:code'.");
        return default;
    }

    public T? CodeOrNull<T>(string? text, string where) where T : struct, ICode<T> => text is null ? null : Code<T>(text, where);

    public string Text(string? text, int most, string where)
    {
        if (string.IsNullOrWhiteSpace(text)) errors.Add($"{where}: a text is missing.");
        else if (text.Length > most) errors.Add($"{where}: over {most} characters.");
        else if (text.Any(char.IsControl)) errors.Add($"{where}: holds control characters.");
        return text ?? "";
    }

    public void That(bool holds, string where, string sentence)
    {
        if (!holds) errors.Add($"{where}: {sentence}");
    }

    public void Unique(IEnumerable<string?> ids, string what)
    {
        foreach (var twice in ids.GroupBy(id => id).Where(g => g.Count() > 1)) errors.Add($"{what} '{Short(twice.Key)}' stands more than once.");
    }

    /// <summary>Throws when anything was wrong.</summary>
    public void Done()
    {
        if (errors.Count > 0) throw Refusal.Invalid(errors);
    }

    static string Short(string? text) => text is null ? "" : text.Length <= 40 ? text : text[..40] + "...";
}
