using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ui.Past;

/// <summary>The moment that one visitor looks at; the islands of a page share it. Live when there is no picture.</summary>
public sealed class Moment(LiveState live)
{
    public PastPicture? Picture { get; private set; }
    public bool IsPast => Picture is not null;

    /// <summary>What is said of everything at that moment.</summary>
    public ViewCache Views => Picture?.Views ?? live.Views;

    /// <summary>Another moment, or live again.</summary>
    public event Action? Changed;

    public void Show(PastPicture? picture)
    {
        Picture = picture;
        Changed?.Invoke();
    }

    /// <summary>A fact that counts at that moment.</summary>
    public bool Counts(TimelineEntry entry) => Picture is not { } past || (past.KnownNow ? entry.OccurredAt : entry.RecordedAt) <= past.At;
}
