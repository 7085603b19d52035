namespace SpecimenLogistics.Ui;

/// <summary>What one visitor has open; the islands of a page share it.</summary>
public sealed class Selection
{
    public string? Kind { get; private set; }
    public string? Id { get; private set; }
    public event Action? Changed;

    public void Open(string kind, string id)
    {
        (Kind, Id) = (kind, id);
        Changed?.Invoke();
    }

    public void Close()
    {
        (Kind, Id) = (null, null);
        Changed?.Invoke();
    }
}
