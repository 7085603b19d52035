using Microsoft.AspNetCore.Components;

namespace SpecimenLogistics.Ui;

/// <summary>A part of the page that lives: it is drawn again with each new picture of the room.</summary>
public abstract class RoomIsland : ComponentBase, IDisposable
{
    IDisposable? looking;

    /// <summary>The moment this visitor looks at.</summary>
    [Inject] protected Past.Moment Moment { get; set; } = null!;
    [Inject] RoomPainter Painter { get; set; } = null!;
    [Inject] AtDesk Seat { get; set; } = null!;
    [Inject] protected Selection Selection { get; set; } = null!;

    /// <summary>The page's language.</summary>
    [Parameter, EditorRequired] public string Lang { get; set; } = Lexicon.English;

    protected Lexicon W { get; private set; } = Lexicon.For(Lexicon.English);
    protected RoomPicture? Picture { get; private set; }

    /// <summary>The zone's name as it stands once in each area.</summary>
    protected string ZoneName => Picture is null ? "" : W.Zone(Picture.Times.Zone);

    protected override void OnInitialized()
    {
        W = Lexicon.For(Lang);
        Picture = Moment.Picture?.Room ?? Painter.Picture;
        looking = Painter.Look(OnPainted);
        Moment.Changed += OnMoment;
    }

    void OnMoment()
    {
        if ((Moment.Picture?.Room ?? Painter.Picture) is { } picture) Draw(picture);
    }

    /// <summary>Called for each new picture before it is drawn.</summary>
    protected virtual Task Painted() => Task.CompletedTask;

    void OnPainted(RoomPicture picture)
    {
        if (!Moment.IsPast) Draw(picture);
    }

    void Draw(RoomPicture picture) => _ = InvokeAsync(async () =>
    {
        try
        {
            Picture = Seat.IsGone ? null : picture;
            await Painted();
            StateHasChanged();
        }
        catch (Exception error)
        {
            await DispatchExceptionAsync(error);
        }
    });

    public virtual void Dispose()
    {
        looking?.Dispose();
        Moment.Changed -= OnMoment;
        GC.SuppressFinalize(this);
    }
}
