using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>Who sits before this page: every act names a person. Until people sign on, it is what they typed.</summary>
public sealed class AtDesk
{
    public StaffId? Person { get; private set; }
    public event Action? Changed;

    /// <summary>false for what is no staff id; then nobody sits here.</summary>
    public bool Sit(string? text)
    {
        var known = StaffId.TryParse(text?.Trim(), out var person);
        Person = known ? person : null;
        Changed?.Invoke();
        return known;
    }
}
