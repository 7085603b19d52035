using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>What a fact says, in the codes of the things it names: the same in every language.</summary>
static class FactText
{
    public static string Of(Fact fact) => fact switch
    {
        BoxRegistered f => Join(f.Seal, f.Beacon, f.Opening),
        TubePacked f => Join(f.Tube, f.Centre),
        TubeUnpacked f => Join(f.Tube, f.Centre),
        BoxSealed f => Join(f.Seal, f.Mechanical, $"× {f.Count}", f.Centre),
        ContentsCarried f => Join($"× {f.Tubes.Count}", f.Seal, f.Mechanical, $"{f.Centre} → {f.By}", f.Phone, f.SealedBy, f.SealedAt),
        BoxReopened f => Join(f.Centre, f.Reason),
        HandedOver f => Join(Kebab.Of(f.Side), $"{f.From} → {f.To}", f.SealSeen),
        BoxUnloaded f => Join(f.Dock, f.Laboratory, f.SealSeen),
        BoxReceived f => Join(f.Laboratory, Kebab.Of(f.Condition), f.SealSeen),
        TubesRead f => Join($"× {f.Tubes.Count}", Kebab.Of(f.Outcome), f.Reason, f.Laboratory),
        BoxEmptied f => Join(f.Laboratory),
        BoxReturned f => Join($"{f.From} → {f.Warehouse}"),
        BoxLookedInto f => Join(f.Warehouse, Kebab.Of(f.Finding), f.Reason),
        BoxDisinfected f => Join(f.Warehouse, f.Method, f.ContactMinutes is { } m ? $"{m} min" : null),
        BoxIssued f => Join($"{f.Warehouse} → {f.For}"),
        BoxHeld f => Join(f.Reason),
        BoxReleased f => Join(f.At, f.Reason),
        BoxWrittenOff f => Join(f.Reason),
        CustodyCorrected f => Join($"→ {f.Holder}", f.Reason),
        SealInspected f => Join(f.Intact ? "✓" : "✗", f.Mechanical),
        BeaconJoined f => Join(f.Beacon),
        TemperatureJudged f => Join(Kebab.Of(f.Chain.State), $"> {f.Chain.MinutesAbove:0} min", $"< {f.Chain.MinutesBelow:0} min", $"? {f.Chain.MinutesUnknown:0} min", $"MKT {f.Chain.MeanKineticCelsius:0.0} °C"),
        LimitsSet f => Join($"{f.Limits.LowCelsius:0.#} … {f.Limits.HighCelsius:0.#} °C", $"{f.Limits.MostMinutesOutside} min"),
        OrderGiven f => Join(f.Id, OrderText.Of(f.Order), f.Reason),
        RoadNotice f => Join(f.Name, f.Text),
        InstructionSent f => Join(f.Instruction),
        InstructionSeen f => Join(f.Instruction),
        InstructionAccepted f => Join(f.Instruction),
        TroubleReported f => Join(Kebab.Of(f.What), f.Reason),
        SiteRegistered f => Join(Kebab.Of(f.Role), f.NameEn, f.NameZh, f.Laboratory),
        SessionsPlanned f => Join([.. f.Sessions.Select(s => s.Delivery.Value)]),
        SessionClosed f => Join([f.Delivery, .. f.Boxes.Select(b => $"{b.Box} × {b.Tubes}"), f.Reason]),
        KitsArrived f => Join($"× {f.Count}", f.From, f.Lot, f.Expiry),
        StockJudged f => Join(f.Low ? "!" : "✓", f.OutAt, f.Low ? $"+{f.OrderKits} / +{f.OrderBoxes}" : null),
        ReasonsListed f => Join($"v{f.Version}", $"× {f.Reasons.Count}"),
        VehicleRegistered f => Join(f.Beacon),
        TripsPlanned f => Join([.. f.Trips.Select(t => t.Trip.Value)]),
        Arrived f => Join(f.Site),
        FellSilent f => Join(f.LastHeard),
        HeardAgain f => Join(f.At),
        TelemetryJudged f => Join($"≤ {f.Through}"),
        DockRegistered f => Join(f.Site, f.Number),
        DeviceRegistered f => Join(Kebab.Of(f.Class), f.Place),
        DeviceRevoked f => Join(f.Reason),
        DeviceReleased f => Join(f.Reason),
        TrackingAgreed f => Join(f.Trip),
        ClockMeasured f => Join($"boot {f.Boot}", $"± {f.Uncertainty.TotalSeconds:0.###} s"),
        PlanMade f => Join($"× {f.Trips.Count}"),
        ProgrammeSet f => Join(f.Name, f.Zone),
        RiskJudged f => Join(Figures.Margin(f.MarginMinutes)),
        TimePassed f => Join(Kebab.Of(f.What), f.DueAt),
        Learned f => Join(f.Sender, f.Version),
        IncidentActed f => Join(Kebab.Of(f.Act), f.Owner, f.Text),
        IncidentSentOut f => Join(f.To, f.Taken ? "✓" : "✗", $"× {f.Attempts}"),
        DutySet f => Join([.. f.People.Select(p => p.Value)]),
        ShiftHandedOver f => Join([.. f.Open.Where(o => o.Count > 0).Select(o => $"{Kebab.Of(o.Matter)} × {o.Count}"), f.Note]),
        _ => "",
    };

    static string Join(params ReadOnlySpan<object?> parts)
    {
        var said = new List<string>();
        foreach (var part in parts)
            if (part?.ToString() is { Length: > 0 } text) said.Add(text);
        return string.Join(" · ", said);
    }
}
