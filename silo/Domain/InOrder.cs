namespace SpecimenLogistics.Domain;

/// <summary>Looks by halving in what lies in order of time: of a programme's days there is much, and it is asked of one moment.</summary>
public static class InOrder
{
    /// <summary>How many lie at a moment or before it.</summary>
    public static int UpTo<T>(IList<T> inOrder, Func<T, Instant> at, Instant moment)
    {
        var (low, high) = (0, inOrder.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (at(inOrder[middle]) <= moment) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
