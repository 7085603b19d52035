using System.Security.Claims;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>Who sits before this page: every act names a person. It is who signed on; before the run's own link, what was typed.</summary>
public sealed class AtDesk
{
    ClaimsPrincipal user = new();

    public StaffId? Person { get; private set; }

    /// <summary>Signed on as this person: nobody else can be typed.</summary>
    public bool IsSignedOn => user.Person() is not null;

    /// <summary>Who orders and answers here; null while nobody does, and before somebody who only looks.</summary>
    public StaffId? Actor => May(SpecimenLogistics.Ui.May.Act) ? Person : null;

    /// <summary>Somebody is here who may only look.</summary>
    public bool OnlyLooks => user.Identity?.IsAuthenticated == true && !May(SpecimenLogistics.Ui.May.Act);

    /// <summary>Somebody was here whose sign-on has ended: nothing more is drawn for this page.</summary>
    public bool IsGone { get; private set; }

    internal ClaimsPrincipal User => user;

    internal bool May(string what) => user.May(what);
    internal bool MayAt(string what, Party place) => user.May(what) && user.MayAt(place);

    internal void Knows(ClaimsPrincipal who)
    {
        IsGone |= user.Identity?.IsAuthenticated == true && who.Identity?.IsAuthenticated != true;
        user = who;
        if (IsSignedOn || who.Identity?.IsAuthenticated != true) Person = who.Person();
        Changed?.Invoke();
    }

    public event Action? Changed;

    /// <summary>false for what is no staff id; then nobody sits here.</summary>
    public bool Sit(string? text)
    {
        if (IsSignedOn) return true;
        var known = StaffId.TryParse(text?.Trim(), out var person);
        Person = known ? person : null;
        Changed?.Invoke();
        return known;
    }
}
