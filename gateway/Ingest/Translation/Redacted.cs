using System.Security.Cryptography;
using System.Text;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Ingest;

/// <summary>
/// A scan as it may be kept when it holds text that is not one of our codes: that may be an identity card or a booking, so
/// only its length and a keyed digest stay. The key lives as long as the process: enough to see that two scans were alike.
/// </summary>
public static class Redacted
{
    static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    public static ScanItem Scan(ScanItem scan) => scan with
    {
        Box = Text(scan.Box, Code.IsPlain),
        Tube = Text(scan.Tube, Code.IsPlain),
        Tubes = scan.Tubes?.Select(tube => Text(tube, Code.IsPlain) ?? "").ToArray(),
        Seal = Text(scan.Seal, Code.IsPlain),
        MechanicalSeal = Text(scan.MechanicalSeal, Code.IsPlain),
        Beacon = Text(scan.Beacon, Code.IsPlain),
        Dock = Text(scan.Dock, Code.IsPlain),
        Instruction = Text(scan.Instruction, text => InstructionId.TryParse(text, out _)),
        Party = Text(scan.Party, text => Party.TryParse(text, out _)),
        Session = Text(scan.Session, text => DeliveryId.TryParse(text, out _)),
        Boxes = scan.Boxes?.Select(box => new DeclaredBox(Text(box?.Box, Code.IsPlain) ?? "", box?.Tubes ?? 0)).ToArray(),
        Outcome = Text(scan.Outcome, Code.IsPlain),
        // Anybody's words: what was refused is no reason to keep them.
        Reason = Text(scan.Reason, Code.IsPlain),
        Lot = Text(scan.Lot, Code.IsPlain),
        Expiry = Text(scan.Expiry, text => text?.Length == 10 && text.All(c => char.IsAsciiDigit(c) || c == '-')),
        Staff = Text(scan.Staff, Code.IsPlain),
        SealedBy = Text(scan.SealedBy, Code.IsPlain),
        Phone = Text(scan.Phone, Code.IsPlain),
        SecondStaff = Text(scan.SecondStaff, Code.IsPlain),
    };

    static string? Text(string? text, Func<string?, bool> ours) =>
        text is null || ours(text) ? text : $"not ours: {text.Length} characters, {Digest(text)}";

    static string Digest(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
