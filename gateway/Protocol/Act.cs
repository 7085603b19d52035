namespace SpecimenLogistics.Protocol;

/// <summary>The acts a scanner reports, with the fields each needs.</summary>
public static class Act
{
    /// <summary>A tube goes into a box: <c>box</c>, <c>tube</c>.</summary>
    public const string Pack = "pack";

    /// <summary>A tube that was packed by mistake is taken out again: <c>box</c>, <c>tube</c>. After the box was sealed it stays in the list, and the box counts as opened.</summary>
    public const string Unpack = "unpack";

    /// <summary>A box is sealed: <c>box</c>, <c>seal</c>, <c>mechanical_seal</c>, <c>count</c> (tubes counted), <c>staff</c>.</summary>
    public const string Seal = "seal";

    /// <summary>The code that the phone that sealed a box showed, as another phone read it: <c>box</c>, <c>seal</c>, <c>mechanical_seal</c>, <c>count</c>, <c>tubes</c>, <c>party</c> (the centre), <c>sealed_by</c>, <c>sealed_at</c>, <c>phone</c> (of the one that sealed), <c>staff</c> (who carries it).</summary>
    public const string Carry = "carry";

    /// <summary>A sealed box is opened again at its centre: <c>box</c>, <c>reason</c>, <c>staff</c>, <c>second_staff</c>.</summary>
    public const string Reopen = "reopen";

    /// <summary>A session is over, the last person has left the table: <c>session</c>, <c>boxes</c>, <c>staff</c>; <c>reason</c> when over 10 minutes off the plan.</summary>
    public const string CloseSession = "close-session";

    /// <summary>The scanner's place gives a box away: <c>box</c>, <c>party</c> (the receiver), <c>seal</c> as seen unless the box is empty, <c>staff</c>.</summary>
    public const string Give = "give";

    /// <summary>The scanner's place takes a box over: <c>box</c>, <c>party</c> (the giver), <c>seal</c> as seen unless the box is empty, <c>staff</c>.</summary>
    public const string Take = "take";

    /// <summary>A vehicle or courier has come to a site: <c>party</c> (the site). From the handheld of the vehicle.</summary>
    public const string Arrive = "arrive";

    /// <summary>A box is set down on the dock, on the dock's own terminal, or on a scanner of the laboratory with <c>dock</c>: <c>box</c>, <c>seal</c>, <c>staff</c>.</summary>
    public const string Unload = "unload";

    /// <summary>A box is received at the laboratory's door: <c>box</c>, <c>seal</c>, <c>outcome</c> (intact, opened, wet, warm, doubtful), <c>staff</c>.</summary>
    public const string Receive = "receive";

    /// <summary>Tubes read at the bench, a rack at a time: <c>box</c>, <c>tubes</c>, <c>outcome</c> (accepted, accepted-with-remark, rejected), <c>reason</c> when not plainly accepted, <c>staff</c>.</summary>
    public const string Bench = "bench";

    /// <summary>A box has been emptied and looked into at the laboratory: <c>box</c>, <c>staff</c>.</summary>
    public const string Empty = "empty";

    /// <summary>An empty box is back in the warehouse: <c>box</c>, <c>party</c> (the vehicle that brought it), <c>staff</c>.</summary>
    public const string Return = "return";

    /// <summary>Somebody looked into a returned box: <c>box</c>, <c>outcome</c> (empty, not-empty, faulty), <c>reason</c> (lid, label, beacon, wet) where a faulty one's is known, <c>staff</c>.</summary>
    public const string Look = "look";

    /// <summary>A box was disinfected and is clean: <c>box</c>, <c>outcome</c> (the method), <c>contact_min</c> where it is known, <c>staff</c>.</summary>
    public const string Disinfect = "disinfect";

    /// <summary>A clean box leaves the shelf for a centre; a new cycle of its life begins: <c>box</c>, <c>party</c> (the centre), <c>staff</c>.</summary>
    public const string Issue = "issue";

    /// <summary>Kits arrive at a centre: <c>count</c> kits, <c>party</c> (the vehicle), <c>lot</c> and <c>expiry</c> where they are known, <c>staff</c>.</summary>
    public const string Kits = "kits";

    /// <summary>A box must not be used until it is released: <c>box</c>, <c>reason</c>, <c>staff</c>.</summary>
    public const string Hold = "hold";

    /// <summary>A held box may be used where it is: <c>box</c>, <c>reason</c>, <c>staff</c> and <c>second_staff</c>, two different people, else it changes nothing.</summary>
    public const string Release = "release";

    /// <summary>Somebody looked at a seal: <c>box</c>, <c>outcome</c> (intact, opened), <c>mechanical_seal</c> as seen, <c>staff</c>.</summary>
    public const string Inspect = "inspect";

    /// <summary>Another beacon is put on a box: <c>box</c>, <c>beacon</c>, <c>staff</c>.</summary>
    public const string JoinBeacon = "join-beacon";

    /// <summary>The driver has looked at an instruction: <c>instruction</c>. From the handheld of the vehicle.</summary>
    public const string InstructionSeen = "instruction-seen";

    /// <summary>The driver has accepted an instruction and drives by it: <c>instruction</c>.</summary>
    public const string InstructionAccepted = "instruction-accepted";

    /// <summary>Something is wrong with vehicle or load: <c>outcome</c> (breakdown, delay, accident, leak, or over when nothing is any more), <c>reason</c> if there is one.</summary>
    public const string Trouble = "trouble";

    public static readonly IReadOnlySet<string> All = new HashSet<string>
    {
        Pack, Unpack, Seal, Carry, Reopen, CloseSession, Give, Take, Arrive, Unload, Receive, Bench, Empty, Return, Look, Disinfect, Issue, Kits,
        Hold, Release, Inspect, JoinBeacon, InstructionSeen, InstructionAccepted, Trouble,
    };
}
