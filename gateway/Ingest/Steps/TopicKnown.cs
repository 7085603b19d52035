using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Ingest;

/// <summary>The topic is one that devices publish on.</summary>
sealed class TopicKnown : IStep
{
    public ValueTask<StepResult> Take(Passage passage, CancellationToken cancel)
    {
        if (!Topic.TryParse(passage.Publish.Topic, out var topic) || topic.Leaf == Leaf.Instructions)
            return new(passage.Unreadable(UnreadableReason.UnknownTopic, "no device publishes there"));
        passage.Topic = topic;
        return new(StepResult.Next);
    }
}
