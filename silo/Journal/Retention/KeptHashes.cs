using System.Security.Cryptography;

namespace SpecimenLogistics.Journal;

/// <summary>What stays of rows that were destroyed: the running hash of each of their commits, so that roots can be held against them and the rows after them verify.</summary>
internal static class KeptHashes
{
    public const string Step = """
        CREATE TABLE kept_hash (source {text} NOT NULL, id {long} NOT NULL, hash {bytes} NOT NULL, PRIMARY KEY (source, id)) {clustered};
        CREATE TABLE destroyed (source {text} NOT NULL PRIMARY KEY, through {long} NOT NULL, kept_from {long} NOT NULL) {clustered};
        """;

    /// <summary>The last id that a table ever had, as SQL: what is left has higher ones than what went.</summary>
    public static string EndOf(string table) => $"COALESCE((SELECT MAX(id) FROM {table}), (SELECT through FROM destroyed WHERE source = '{table}'), 0)";

    /// <summary>The running hash at an id, whether its row is there or went.</summary>
    public static byte[]? HashAt(Reader reader, string table, long id) =>
        reader.First($"SELECT hash FROM {table} WHERE id = $1", r => r.Bytes(0), id) ?? reader.First($"SELECT hash FROM kept_hash WHERE source = '{table}' AND id = $1", r => r.Bytes(0), id);

    /// <summary>Over ids and hashes, in order of ids.</summary>
    public sealed class Digest : IDisposable
    {
        readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        readonly byte[] _id = new byte[8];

        public void Add(long id, byte[] hash)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(_id, id);
            _hash.AppendData(_id);
            _hash.AppendData(hash);
        }

        public string End() => RootHeads.Hex(_hash.GetHashAndReset());
        public void Dispose() => _hash.Dispose();
    }
}
