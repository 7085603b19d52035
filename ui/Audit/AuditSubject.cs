using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Audit;

/// <summary>What evidence is about: a box, or a tube and the boxes it was in.</summary>
public readonly record struct AuditSubject
{
    AuditSubject(string kind, string id) => (Kind, Id) = (kind, id);

    public string Kind { get; }
    public string Id { get; }
    public string Value => $"{Kind}/{Id}";
    public bool IsTube => Kind == "tube";

    public static bool TryParse(string? kind, string? id, out AuditSubject subject)
    {
        subject = kind is "box" or "tube" && Code.IsPlain(id) ? new AuditSubject(kind, id!) : default;
        return subject.Kind is not null;
    }
}
