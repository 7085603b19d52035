using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui.Audit;

/// <summary>Reads evidence as it is stored.</summary>
sealed class AuditReader(IEvidence evidence, IReadModel readModel)
{
    /// <summary>A serial in more boxes than this is no tube's.</summary>
    const int MostBoxes = 20;

    /// <exception cref="Refusal">There is no such thing, or too much of it.</exception>
    public async Task<AuditRecord> Read(AuditSubject subject, CancellationToken cancel) => subject.IsTube
        ? await Tube(subject, Code.Parse<TubeSerial>(subject.Id), cancel)
        : AuditRecord.OfBox(subject, await Box(subject.Id, cancel) ?? throw Refusal.NotFound($"No fact speaks of box '{subject.Id}'."));

    async Task<AuditRecord> Tube(AuditSubject subject, TubeSerial tube, CancellationToken cancel)
    {
        string[] boxes = [.. (await readModel.FindTube(tube.Value, cancel)).Select(item => item.Box).Distinct().Order(StringComparer.Ordinal).Take(MostBoxes)];
        var streams = new List<ChainedStream>();
        foreach (var box in boxes)
            if (await Box(box, cancel) is { } stream) streams.Add(stream);
        return streams.Count > 0 ? AuditRecord.OfTube(subject, tube, streams) : throw Refusal.NotFound($"No fact speaks of tube '{tube}'.");
    }

    async Task<ChainedStream?> Box(string id, CancellationToken cancel)
    {
        var stream = await evidence.Stream($"{Subject.Word(SubjectKind.Box)}/{id}", cancel);
        return stream?.Facts.Count < ChainedStream.Most || stream is null
            ? stream
            : throw new Refusal(StatusCodes.Status413PayloadTooLarge, $"box '{id}' has {stream.Head} facts, more than a page checks: use the server's verify.");
    }

    /// <summary>A signed root with what it was made from.</summary>
    public async Task<RootText> Root(string root, CancellationToken cancel) =>
        await evidence.Root(root, cancel) ?? throw Refusal.NotFound("No root of this store has these digits: they are mistyped, of another store, or what the root saw was dropped.");

    public Task<RootText?> NewestRoot(CancellationToken cancel) => evidence.Root(null, cancel);
}
