using SpecimenLogistics.Domain;
using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Ingest;

/// <summary>
/// Takes a scan's fields as codes and remembers the first thing wrong with them, so that an act's row in the table stays
/// one expression.
/// </summary>
sealed class ScanFields(ScanItem scan, DevicePlace place)
{
    public const int MaxText = 400;
    public Translated.AsUnreadable? Wrong { get; private set; }

    public BoxId Box => Need<BoxId>(scan.Box, "box");
    public TubeSerial Tube => Need<TubeSerial>(scan.Tube, "tube");
    public SealNumber Seal => Need<SealNumber>(scan.Seal, "seal");

    /// <summary>The seal as seen; none on an empty box, or when it was torn off.</summary>
    public SealNumber? SealSeen => Optional<SealNumber>(scan.Seal, "seal");
    public MechanicalSealNumber? Mechanical => Optional<MechanicalSealNumber>(scan.MechanicalSeal, "mechanical_seal");
    public BeaconId Beacon => Need<BeaconId>(scan.Beacon, "beacon");
    public InstructionId Instruction => Need<InstructionId>(scan.Instruction, "instruction");
    public DeliveryId Session => Need<DeliveryId>(scan.Session, "session");
    public StaffId? Staff => Optional<StaffId>(scan.Staff, "staff");
    public StaffId? SecondStaff => Optional<StaffId>(scan.SecondStaff, "second_staff");
    public string Reason => Text(scan.Reason, "reason");
    public string? OptionalReason => scan.Reason is null ? null : Text(scan.Reason, "reason");
    public string Method => Text(scan.Outcome, "outcome");
    public LotId? Lot => Optional<LotId>(scan.Lot, "lot");
    public DateOnly? Expiry => scan.Expiry is null ? null
        : DateOnly.TryParseExact(scan.Expiry, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day
        : Fail<DateOnly>(UnreadableReason.NotOurCode, "expiry");
    public int? ContactMinutes => scan.ContactMin is { } minutes ? minutes is >= 0 and <= 1440 ? minutes : Fail<int>(UnreadableReason.OutOfRange, "contact_min") : null;
    public StaffId? SealedBy => Optional<StaffId>(scan.SealedBy, "sealed_by");
    public DeviceId Phone => Need<DeviceId>(scan.Phone, "phone");

    /// <summary>A moment of this century: a clock may be wrong, and a number may be no time at all.</summary>
    public Instant SealedAt => scan.SealedAt switch
    {
        null => Fail<Instant>(UnreadableReason.MissingField, "sealed_at"),
        < 0 or > 4_102_444_800_000 => Fail<Instant>(UnreadableReason.OutOfRange, "sealed_at"),
        { } ms => Instant.FromMilliseconds(ms),
    };
    public int Count => scan.Count is { } count ? Natural(count, "count") : Fail<int>(UnreadableReason.MissingField, "count");

    public Party Party(params ReadOnlySpan<PartyKind> kinds)
    {
        var party = Need<Party>(scan.Party, "party");
        if (Wrong is null && !kinds.Contains(party.Kind)) Fail<int>(UnreadableReason.WrongPlace, $"party cannot be a {party.Kind}");
        return party;
    }

    /// <summary>The scanner's own place, where this act can be done.</summary>
    public Party Here(params ReadOnlySpan<PartyKind> kinds) =>
        place.Party is { } here && kinds.Contains(here.Kind) ? here : Fail<Party>(UnreadableReason.WrongPlace, $"{scan.Act} cannot be done at this scanner's place");

    /// <summary>The dock whose terminal this is, or the one of its own laboratory that a scanner says it is at.</summary>
    public DockId Dock => place.Dock ?? (scan.Dock is null ? Fail<DockId>(UnreadableReason.WrongPlace, $"{scan.Act} needs a dock's terminal") : OwnDock());

    DockId OwnDock()
    {
        var dock = Need<DockId>(scan.Dock, "dock");
        return Wrong is not null || place.Docks.Contains(dock) ? dock : Fail<DockId>(UnreadableReason.WrongPlace, "dock of another laboratory");
    }

    public IReadOnlyList<TubeSerial> Tubes => List(scan.Tubes, "tubes", serial => Need<TubeSerial>(serial, "tubes"));
    public IReadOnlyList<Declared> Declared => List(scan.Boxes, "boxes",
        box => new Declared(Need<BoxId>(box?.Box, "boxes"), Natural(box?.Tubes ?? 0, "boxes")));

    public T Word<T>(params ReadOnlySpan<(string Word, T Value)> words) where T : struct
    {
        if (scan.Outcome is null) return Fail<T>(UnreadableReason.MissingField, "outcome");
        foreach (var (word, value) in words)
            if (word == scan.Outcome) return value;
        return Fail<T>(UnreadableReason.NotOurCode, "outcome");
    }

    public SiteId Site(Party party) => Need<SiteId>(party.Id, "party");

    public T Fail<T>(UnreadableReason reason, string detail) where T : struct
    {
        Wrong ??= new(reason, detail);
        return default;
    }

    T Need<T>(string? text, string field) where T : struct, ICode<T>
    {
        if (text is null) return Fail<T>(UnreadableReason.MissingField, field);
        return T.TryParse(text, out var code) ? code : Fail<T>(UnreadableReason.NotOurCode, field);
    }

    T? Optional<T>(string? text, string field) where T : struct, ICode<T> => text is null ? null : Need<T>(text, field);

    string Text(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text)) Fail<int>(UnreadableReason.MissingField, field);
        else if (text.Length > MaxText) Fail<int>(UnreadableReason.OutOfRange, field);
        return text ?? "";
    }

    int Natural(int number, string field) => number >= 0 ? number : Fail<int>(UnreadableReason.OutOfRange, field);

    IReadOnlyList<TOut> List<TIn, TOut>(IReadOnlyList<TIn>? items, string field, Func<TIn, TOut> each)
    {
        if (items is null) Fail<int>(UnreadableReason.MissingField, field);
        return items?.Select(each).ToArray() ?? [];
    }
}
