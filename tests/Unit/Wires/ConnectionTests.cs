using System.IO.Pipelines;
using System.Net.Security;
using Microsoft.AspNetCore.Connections;
using SpecimenLogistics.Server;

namespace SpecimenLogistics.Unit.Wired;

public sealed class ConnectionTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task Who_is_slow_is_cut_off_at_the_deadline_and_holds_nobody_up()
    {
        using var ours = new Installation();
        using var hurried = new Wires(ours.Wires.Now, ours.Refusals, new Hurried());
        await using Line slow = new(), quick = new();
        var waiting = hurried.Accept(slow.Ours, Wires.Devices, CertificateRole.Device, (_, _) => Task.CompletedTask);
        // The beginning of a greeting, and then nothing.
        await slow.Theirs.WriteAsync(new byte[] { 0x16, 0x03, 0x01 }, Cancel);
        var letIn = Accept(ours, quick, _ => Task.CompletedTask);
        await using var device = await quick.As(ours.Issue(CertificateRole.Device, "S-1"));
        Assert.True(await letIn);
        Assert.False(await waiting);
        Assert.Contains("too_slow", Assert.Single(ours.Log.All));
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_leaves_in_the_middle_of_a_handshake_ends_it()
    {
        using var ours = new Installation();
        await using var line = new Line();
        var accepted = Accept(ours, line, _ => Task.CompletedTask);
        await line.HangUp();
        Assert.False(await accepted);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_is_said_arrives_both_ways_and_the_pipes_below_stay_their_owners()
    {
        using var ours = new Installation();
        await using var line = new Line();
        var plain = line.Ours.Transport;
        var accepted = Accept(ours, line, async inner =>
        {
            Assert.NotSame(plain, inner.Transport);
            var read = await inner.Transport.Input.ReadAtLeastAsync(100_000, Cancel);
            await inner.Transport.Output.WriteAsync(new[] { read.Buffer.FirstSpan[0] }, Cancel);
            inner.Transport.Input.AdvanceTo(read.Buffer.End);
        });
        await using var device = await line.As(ours.Issue(CertificateRole.Device, "S-1"));
        await device.WriteAsync(Enumerable.Repeat((byte)7, 100_000).ToArray(), Cancel);
        var answer = new byte[1];
        Assert.Equal((1, 7), (await device.ReadAsync(answer, Cancel), answer[0]));
        Assert.True(await accepted);
        Assert.Same(plain, line.Ours.Transport);
        // Completed by nobody but their owner: else this would throw.
        await plain.Output.WriteAsync(new byte[1], Cancel);
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_does_not_read_is_waited_for_and_nothing_piles_up()
    {
        using var ours = new Installation();
        await using var line = new Line();
        var written = 0;
        var accepted = Accept(ours, line, async inner =>
        {
            for (; written < 100; written++) await inner.Transport.Output.WriteAsync(new byte[10_000], Cancel);
        });
        await using var device = await line.As(ours.Issue(CertificateRole.Device, "S-1"));
        var before = -1;
        // It has come to stand when a look finds it where the one before did.
        while (written == 0 || written != before)
        {
            before = written;
            await Task.Delay(100, Cancel);
        }
        Assert.InRange(written, 1, 10);
        await device.ReadExactlyAsync(new byte[1_000_000], Cancel);
        Assert.True(await accepted);
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_says_nothing_more_may_still_be_answered()
    {
        using var ours = new Installation();
        await using var line = new Line();
        var accepted = Accept(ours, line, async inner =>
        {
            var read = await inner.Transport.Input.ReadAsync(Cancel);
            while (!read.IsCompleted)
            {
                inner.Transport.Input.AdvanceTo(read.Buffer.End);
                read = await inner.Transport.Input.ReadAsync(Cancel);
            }
            await inner.Transport.Output.WriteAsync(new byte[] { 9 }, Cancel);
        });
        await using var device = await line.As(ours.Issue(CertificateRole.Device, "S-1"));
        await line.HangUp();
        var answer = new byte[1];
        await device.ReadExactlyAsync(answer, Cancel);
        Assert.Equal(9, answer[0]);
        Assert.True(await accepted);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_owner_who_cancels_below_ends_the_read_above_as_Orleans_does()
    {
        using var ours = new Installation();
        await using var line = new Line();
        var reading = new TaskCompletionSource();
        Exception? ended = null;
        var plain = line.Ours.Transport;
        var accepted = Accept(ours, line, async inner =>
        {
            var read = inner.Transport.Input.ReadAsync(Cancel);
            reading.SetResult();
            ended = await Record.ExceptionAsync(async () => await read);
        });
        await using var device = await line.As(ours.Issue(CertificateRole.Device, "S-1"));
        await reading.Task;
        plain.Input.CancelPendingRead();
        Assert.True(await accepted);
        Assert.NotNull(ended);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_reader_who_cancels_his_own_read_is_told_so_and_may_still_write_as_the_gateway_does()
    {
        using var ours = new Installation();
        await using var line = new Line();
        var accepted = Accept(ours, line, async inner =>
        {
            var reading = inner.Transport.Input.ReadAsync(Cancel);
            inner.Transport.Input.CancelPendingRead();
            Assert.True((await reading).IsCanceled);
            await inner.Transport.Output.WriteAsync(new byte[] { 3 }, Cancel);
        });
        await using var device = await line.As(ours.Issue(CertificateRole.Device, "S-1"));
        var answer = new byte[1];
        await device.ReadExactlyAsync(answer, Cancel);
        Assert.Equal(3, answer[0]);
        Assert.True(await accepted);
    }

    [Fact(Timeout = 30_000)]
    public async Task Two_nodes_find_each_other_and_a_node_goes_to_no_one_else()
    {
        using Installation ours = new(), others = new();
        await using (var line = new Line())
        {
            var accepted = ours.Wires.Accept(line.Ours, Wires.Silos, CertificateRole.Node, (_, _) => Task.CompletedTask);
            var met = false;
            await ours.Wires.Dial(Dialling(line), Wires.Silos, _ =>
            {
                met = true;
                return Task.CompletedTask;
            });
            Assert.True(met && await accepted);
        }
        await using (var line = new Line())
        {
            var accepted = others.Wires.Accept(line.Ours, Wires.Silos, CertificateRole.Node, (_, _) => Task.CompletedTask);
            await Assert.ThrowsAsync<ConnectionAbortedException>(() => ours.Wires.Dial(Dialling(line), Wires.Silos, _ => throw new InvalidOperationException("it was let in")));
            Assert.False(await accepted);
            Assert.Contains("not_ours", Assert.Single(ours.Log.All));
        }
        await using (var line = new Line())
        {
            // What devices see is no node either.
            var shown = line.Ours;
            var screens = new SslStream(new TwoWayStream(shown.Transport));
            var serving = screens.AuthenticateAsServerAsync(ours.Wires.Screens(), Cancel);
            var refused = await Assert.ThrowsAsync<ConnectionAbortedException>(() => ours.Wires.Dial(Dialling(line), Wires.Silos, _ => Task.CompletedTask));
            await Record.ExceptionAsync(() => serving);
            Assert.Contains("OtherRole", refused.Message);
            Assert.Equal(2, ours.Refusals.Total);
        }
    }

    static DefaultConnectionContext Dialling(Line line) => new("two", line.Ours.Application!, line.Ours.Transport);

    static Task<bool> Accept(Installation ours, Line line, ConnectionDelegate next) => ours.Wires.Accept(line.Ours, Wires.Devices, CertificateRole.Device, (inner, _) => next(inner));
}
