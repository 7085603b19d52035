using System.Security.Cryptography;
using System.Text;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

public abstract class EvidenceTests(On on) : IDisposable
{
    readonly TestStore _store = new(on);

    IEvidence Evidence => _store.Get<IEvidence>();

    public void Dispose()
    {
        _store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_bytes_of_each_fact_have_its_hash_and_end_with_the_hash_before()
    {
        await _store.Journal.Append(Append("box/A", 0, Fact(1), Fact(2) with { Corrects = Id(1), DeviceAt = null, Actor = null }, Fact(3)), Soon);
        var stream = (await Evidence.Stream("box/A", Soon))!;
        Assert.Equal(3, stream.Head);
        var previous = new byte[32];
        foreach (var fact in stream.Facts)
        {
            Assert.Equal(fact.Row.Hash, SHA256.HashData(fact.Chained));
            Assert.Equal(previous, fact.Chained[^32..]);
            Assert.Equal(fact.PayloadDigest, SHA256.HashData([.. fact.Salt!, .. fact.Row.Fact.Payload]));
            previous = fact.Row.Hash;
        }
        Assert.Equal(stream.HeadHash, previous);
        Assert.Null(await Evidence.Stream("box/none", Soon));
    }

    [Fact]
    public async Task A_changed_fact_is_given_as_it_is_and_its_bytes_no_longer_have_its_hash()
    {
        await _store.Journal.Append(Append("box/A", 0, Fact(1), Fact(2)), Soon);
        _store.Sql("UPDATE fact SET occurred_at = occurred_at + 1 WHERE seq = 2");
        var facts = (await Evidence.Stream("box/A", Soon))!.Facts;
        Assert.Equal([true, false], facts.Select(f => f.Row.Hash.AsSpan().SequenceEqual(SHA256.HashData(f.Chained))));
    }

    [Fact]
    public async Task A_destroyed_payload_leaves_its_digest_in_the_chain()
    {
        await _store.Journal.Append(Append("box/A", 0, Fact(1)), Soon);
        _store.Sql("UPDATE fact SET salt = NULL, payload = NULL");
        var fact = Assert.Single((await Evidence.Stream("box/A", Soon))!.Facts);
        Assert.Null(fact.Salt);
        Assert.Equal(fact.Row.Hash, SHA256.HashData(fact.Chained));
    }

    [Fact]
    public async Task A_root_comes_with_the_text_it_is_the_hash_of_and_no_other_root_is_known()
    {
        Assert.Null(await Evidence.Root(null, Soon));
        await _store.Journal.Append(Append("box/A", 0, Fact(1)), Soon);
        var first = await _store.Roots.Sign(Soon);
        await _store.Journal.Append(Append("box/A", 1, Fact(2)), Soon);
        var second = await _store.Roots.Sign(Soon);
        foreach (var signed in new[] { first, second })
        {
            var root = (await Evidence.Root(signed.Root, Soon))!;
            Assert.Equal((signed, signed.Root), (root.Signed, Convert.ToHexStringLower(SHA256.HashData(root.Text))));
        }
        Assert.Equal(second, (await Evidence.Root(null, Soon))!.Signed);
        Assert.Contains($"stream box/A 2 {Convert.ToHexStringLower((await Evidence.Stream("box/A", Soon))!.HeadHash)}\n", Encoding.UTF8.GetString((await Evidence.Root(null, Soon))!.Text), StringComparison.Ordinal);
        Assert.Null(await Evidence.Root(new string('0', 64), Soon));
    }
}
