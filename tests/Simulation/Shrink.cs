namespace SpecimenLogistics.Simulation;

/// <summary>Of a plan that ends badly, the shortest found that ends badly too: whoever mends it has little to read.</summary>
static class Shrink
{
    public static Plan Of(Plan plan, Func<Plan, bool> endsBadly)
    {
        for (var before = int.MaxValue; Size(plan) < before;)
        {
            before = Size(plan);
            plan = Without(plan, p => p.Faults, (p, faults) => p with { Faults = faults }, endsBadly);
            plan = Without(plan, p => p.Said, (p, said) => p with { Said = said }, endsBadly);
        }
        return plan;
    }

    static int Size(Plan plan) => plan.Faults.Count + plan.Said.Count;

    /// <summary>Leaves out halves, then quarters, then one by one.</summary>
    static Plan Without<T>(Plan plan, Func<Plan, IReadOnlyList<T>> of, Func<Plan, IReadOnlyList<T>, Plan> with, Func<Plan, bool> endsBadly)
    {
        for (var size = Math.Max(1, of(plan).Count / 2); size >= 1; size /= 2)
            for (var at = 0; at < of(plan).Count;)
            {
                var less = with(plan, [.. of(plan).Take(at), .. of(plan).Skip(at + size)]);
                if (endsBadly(less)) plan = less;
                else at += size;
            }
        return plan;
    }
}
