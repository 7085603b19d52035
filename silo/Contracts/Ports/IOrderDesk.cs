using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>Where the automatic dispatcher gives its orders: the same facts in the same streams as those of people.</summary>
public interface IOrderDesk
{
    /// <summary>Completes when the order is on disk, or refused. A failure or time-out means: unknown.</summary>
    /// <param name="reason">Why, in words, for the driver and the record.</param>
    Task<GivenOrder> Give(Order order, StaffId actor, string reason, CancellationToken cancel);

    /// <summary>Of these orders, those that some driver has neither accepted nor, after long enough, failed to.</summary>
    Task<IReadOnlySet<OrderId>> Open(IReadOnlyCollection<OrderId> orders, CancellationToken cancel);
}

/// <param name="Refused">Why it cannot be given, in a sentence; null when it was.</param>
public sealed record GivenOrder(OrderId? Id, string? Refused);
