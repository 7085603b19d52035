using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>A fact that no device spoke: something judged by a watch, or done by people at a screen, now.</summary>
public static class OwnFact
{
    /// <param name="name">What makes it this fact and no other, as <see cref="FactIds.Named"/> wants it.</param>
    public static FactEnvelope Of(string name, Instant now, Fact fact, StaffId? actor = null, StaffId? second = null) =>
        new Recorded(FactIds.Named(name), new Stamp(now, "", 0, 0, 0), TimeSpan.Zero, null, now, actor, second, null, fact).ToEnvelope();

    /// <summary>A judgement of a subject: one of a kind at a moment.</summary>
    public static FactEnvelope Judged(Subject about, Instant now, Fact fact) => Of($"{FactCodec.KindOf(fact)}\n{about.Id}\n{now.Microseconds}", now, fact);
}
