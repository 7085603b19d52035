namespace SpecimenLogistics.Tests.Processes.Attacks;

/// <summary>A sound body for every route that takes one, and how it is sent.</summary>
/// <param name="Json">Null where a form or a table is sent.</param>
/// <param name="Form">Fields of a page's form; null where JSON or a table is sent.</param>
sealed record Body(string Method, string Path, string? Json = null, IReadOnlyList<string>? Form = null, string Type = "application/json")
{
    const string Day = "2020-09-06";

    public static readonly IReadOnlyList<Body> All =
    [
        new("PUT", "api/v1/programme", """{"name":"Test","zone":"Asia/Hong_Kong","simulated":true,"scenario":"day12","seed":1,"date":"2020-09-06"}"""),
        new("POST", "api/v1/sites", """[{"id":"CW02","name_en":"Hall","name_zh":"會堂","district":"CW","lat_deg":22.3,"lon_deg":114.1,"fence_m":200,"role":"centre","beacon":"BC2","laboratory":"LAB1","target_minutes":90,"sessions":[{"number":1,"opens":"08:00","closes":"13:30"}],"docks":[],"opening_kits":600}]"""),
        new("PUT", "api/v1/sites/LAB1/reasons", """{"version":1,"reasons":[{"code":"R1","en":"leaks","zh":"漏","outcome":"rejected"}]}"""),
        new("POST", "api/v1/vehicles", """[{"id":"V002","beacon":"BV2"}]"""),
        new("POST", "api/v1/boxes", """[{"id":"BX-0009","seal":"ES-9","beacon":"B-9","place":"centre:CW01"}]"""),
        new("POST", "api/v1/devices", """[{"id":"S-CW01-9","class":"scanners","secret":"a-device-secret-of-tests","place":"centre:CW01"}]"""),
        new("POST", "api/v1/devices/S-CW01-9/revoke", """{"actor":"P-1","reason":"lost"}"""),
        new("POST", "api/v1/devices/S-CW01-9/release", """{"actor":"P-1","reason":"found"}"""),
        new("POST", "api/v1/enrolments", """{"place":"laboratory:LAB1","job":"bench"}"""),
        new("PUT", $"api/v1/plans/{Day}", """{"trips":[{"id":"T-1","vehicle":"V001","kind":"specimen","stops":[{"site":"CW01","at":"2020-09-06T05:00:00Z","purpose":"collect","session":1},{"site":"LAB1","at":"2020-09-06T06:00:00Z","purpose":"unload","session":1}]}]}"""),
        new("POST", $"api/v1/plans/{Day}/orders", """{"id":"O-1","actor":"P-1","reason":"a jam","order":{"kind":"assign","trip":"T-1","vehicle":"V001"}}"""),
        new("POST", $"api/v1/plans/{Day}/orders", """{"id":"O-2","actor":"P-1","reason":"a jam","order":{"kind":"transfer","from":"V001","to":"V001","boxes":["BX-0001"],"at":{"lat_deg":22.3,"lon_deg":114.1},"new_trip":"T-9","laboratory":"LAB1"}}"""),
        new("POST", $"api/v1/plans/{Day}/notices", """{"name":"Tunnel","from":{"lat_deg":22.3,"lon_deg":114.1},"to":{"lat_deg":22.31,"lon_deg":114.11},"since":"2020-09-06T05:00:00Z","until":"2020-09-06T06:00:00Z","text":"closed"}"""),
        new("POST", "api/v1/boxes/BX-0001/hold", """{"actor":"P-1","reason":"dropped"}"""),
        new("POST", "api/v1/boxes/BX-0001/release", """{"actor":"P-1","second_actor":"P-2","reason":"dry"}"""),
        new("POST", "api/v1/boxes/BX-0001/write-off", """{"actor":"P-1","second_actor":"P-2","reason":"gone"}"""),
        new("POST", "api/v1/boxes/BX-0001/correct", """{"actor":"P-1","second_actor":"P-2","reason":"seen","holder":"centre:CW01"}"""),
        new("POST", "api/v1/waiting/x/confirm", "{}"),
        new("PUT", "api/v1/limits", """{"low_celsius":2,"high_celsius":8,"most_minutes_outside":30,"silent_minutes":15}"""),
        new("PUT", "api/v1/duty", """{"people":["P-1","P-2"]}"""),
        new("POST", "api/v1/incidents/held:BX-0001/note", """{"actor":"P-1","reason":"looked"}"""),
        new("POST", "api/v1/incidents/held:BX-0001/assign", """{"actor":"P-1","reason":"yours","owner":"P-2"}"""),
        new("POST", "api/v1/incidents/held:BX-0001/resolve", """{"actor":"P-1","reason":"looked"}"""),
        new("POST", "api/v1/incidents/held:BX-0001/seen", """{"actor":"P-1"}"""),
        new("POST", "api/v1/incidents/late:2020-09-06/CW01/1/acknowledge", """{"actor":"P-1"}"""),
        new("POST", "api/v1/incidents/late:2020-09-06/CW01/1/assign", """{"actor":"P-1","reason":"yours","owner":"P-2"}"""),
        new("POST", "api/v1/incidents/late:2020-09-06/CW01/1/note", """{"actor":"P-1","reason":"looked"}"""),
        new("POST", "api/v1/incidents/late:2020-09-06/CW01/1/resolve", """{"actor":"P-1","reason":"looked"}"""),
        new("POST", "api/v1/incidents/late:2020-09-06/CW01/1/seen", """{"actor":"P-1"}"""),
        new("POST", "api/v1/incidents/held:BX-0001/acknowledge", """{"actor":"P-1"}"""),
        new("POST", "api/v1/roots", "{}"),
        new("PUT", "api/v1/clock", """{"now":"2020-09-06T05:00:00Z","rate":60,"frozen":false}"""),
        new("POST", "api/v1/laboratories/LAB1/specimens", """{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Specimen","identifier":[{"system":"urn:specimen-logistics:tube","value":"2000001"}],"status":"available","container":[{"identifier":[{"value":"BX-0001"}]}],"subject":{"display":"somebody"},"note":[{"text":"a word"}]}}]}""", Type: "application/fhir+json"),
        new("POST", "api/v1/laboratories/LAB1/tubes.csv", Type: "text/csv"),
        new("POST", "enrol", Form: ["code", "phone"]),
        new("POST", "sign-on", Form: ["staff", "password", "to"]),
        new("POST", "sign-on/code", Form: ["ticket", "code", "to"]),
        new("POST", "sign-on/password", Form: ["ticket", "password", "again", "to"]),
        new("POST", "sign-on/as", Form: ["role", "place", "to"]),
        new("POST", "phones/code", Form: ["place", "job"]),
        new("POST", "phones/revoke", Form: ["place", "phone", "reason"]),
        new("POST", "phones/release", Form: ["place", "phone", "reason"]),
        new("POST", "people/change", Form: ["staff", "role", "place"]),
        new("POST", "people/act", Form: ["staff", "act", "sure"]),
        new("POST", "paper", Form: ["act", "box", "tube", "at", "place", "who", "typist", "reason", "seal", "count", "party", "lines", "line"]),
        new("POST", "second", Form: ["id"]),
        new("POST", "alarms/silence", Form: ["page", "desk"]),
        new("POST", "alarms/sound", Form: ["page", "desk"]),
        new("POST", "handover/offer", Form: ["goes", "note", "comes"]),
        new("POST", "handover/take", Form: ["id", "comes"]),
        new("POST", "handover/withdraw", Form: ["id"]),
        new("POST", "centre/CW01/scan", Said.Packed(1, "BX-0001")),
        new("POST", "centre/CW01/hello", """{"boot":1,"sent_up_ms":1,"sent_at":1,"items":[]}"""),
    ];

    /// <param name="said">The JSON that is sent, or what stands in every field of the form or table.</param>
    public HttpRequestMessage Request(Uri server, string said) => new(HttpMethod.Parse(Method), new Uri(server, Path))
    {
        Content = Form is { } fields
            ? new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f, said)))
            : new StringContent(Json is null ? $"serial,box,outcome,reason\n{said},{said},{said},{said}\n" : said, System.Text.Encoding.UTF8, Type),
    };
}
