using SpecimenLogistics.Journal;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

public abstract class RootTests(On on) : IDisposable
{
    readonly TestStore _store = new(on);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_root_counts_what_it_saw_is_signed_and_leaves_a_line()
    {
        await _store.Journal.Append(Append("box/A", 0, Fact(1), Fact(2)), Soon);
        await _store.Journal.Append(Append("box/B", 0, Fact(3)), Soon);
        var root = await _store.Roots.Sign(Soon);
        Assert.Equal((Noon, 2L, 3L), (root.At, root.Streams, root.Facts));
        Assert.True(RootLine.IsSigned(root));
        Assert.False(RootLine.IsSigned(root with { Facts = 4 }));
        Assert.Equal(root, RootLine.TryRead(Assert.Single(File.ReadAllLines(Path.Combine(_store.Folder, "roots.log")))));
    }

    [Fact]
    public async Task The_key_is_kept_and_only_its_owner_reads_it()
    {
        var first = await _store.Roots.Sign(Soon);
        _store.Reopen();
        var second = await _store.Roots.Sign(Soon);
        Assert.Equal(first.PublicKey, second.PublicKey);
        Assert.NotEqual(first.Root, second.Root);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_store.Folder, "root-key.pem")));
    }

    [Fact]
    public async Task A_line_cut_short_by_a_power_failure_does_not_spoil_the_next()
    {
        await _store.Roots.Sign(Soon);
        File.AppendAllText(Path.Combine(_store.Folder, "roots.log"), """{"at":12,"ro""");
        Assert.True(_store.Verify().Ok);
        await _store.Roots.Sign(Soon);
        Assert.Equal(2, File.ReadAllLines(Path.Combine(_store.Folder, "roots.log")).Length);
        Assert.True(_store.Verify().Ok);
    }

    [Fact]
    public async Task Unreadable_things_come_back_newest_first()
    {
        for (var i = 0; i < 5; i++) await _store.Unreadable.Keep(new("S007", $"v1/{i}", [(byte)i], "no topic of ours", Noon + i), Soon);
        var newest = await _store.Unreadable.Newest(2, Soon);
        Assert.Equal(["v1/4", "v1/3"], newest.Select(u => u.Topic));
        Assert.Equal([4], newest[0].Payload);
        Assert.Equal(("no topic of ours", Noon + 4), (newest[0].Reason, newest[0].ReceivedAt));
        Assert.Equal(5, (await _store.Read.Counts(Soon)).Unreadable);
    }
}
