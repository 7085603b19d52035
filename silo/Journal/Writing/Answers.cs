namespace SpecimenLogistics.Journal;

/// <summary>How the requests of a batch get their answers.</summary>
internal delegate void Answering(IReadOnlyList<Work> batch, Action<Work> answer);

/// <summary>
/// Answers leave the writer's thread at once, many with one work item: a work item for each was a thread woken up for each publish of a thousand
/// devices.
/// </summary>
internal static class Answers
{
    /// <summary>So many are answered one after the other, so that what one's asker goes on with keeps few others waiting.</summary>
    const int AtOnce = 64;

    public static void OnThePool(IReadOnlyList<Work> batch, Action<Work> answer)
    {
        for (var from = 0; from < batch.Count; from += AtOnce)
        {
            var some = new Work[Math.Min(AtOnce, batch.Count - from)];
            for (var n = 0; n < some.Length; n++) some[n] = batch[from + n];
            ThreadPool.UnsafeQueueUserWorkItem(Give, (some, answer), preferLocal: false);
        }
    }

    /// <summary>On the thread that wrote, for who has one thread only.</summary>
    public static void Here(IReadOnlyList<Work> batch, Action<Work> answer)
    {
        foreach (var work in batch) answer(work);
    }

    static void Give((Work[] Some, Action<Work> Answer) of)
    {
        foreach (var work in of.Some) of.Answer(work);
    }
}
