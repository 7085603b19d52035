using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SpecimenLogistics.Simulators.Runs;

namespace SpecimenLogistics.Unit.Simulators;

public sealed class ProxyTests : IAsyncDisposable
{
    static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(200);

    readonly TcpListener _far = new(IPAddress.Loopback, 0);
    readonly Proxy _proxy;
    int? _caller = 1;

    public ProxyTests()
    {
        _far.Start();
        _proxy = new Proxy(() => _far.LocalEndpoint, TimeProvider.System, _ => _caller);
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 20_000)]
    public async Task Carries_much_more_than_it_can_hold_both_ways_unchanged_and_each_sides_end()
    {
        using var near = await CallAsync();
        using var far = await _far.AcceptSocketAsync(Cancel);
        var much = new byte[3_000_000];
        new Random(1).NextBytes(much);
        foreach (var (from, to) in ((Socket, Socket)[])[(near, far), (far, near)])
        {
            var sending = SendAsync(from, much);
            Assert.Equal(much, await ReadToEndAsync(to));
            await sending;
        }
    }

    [Fact(Timeout = 20_000)]
    public async Task Held_it_ends_nothing_carries_nothing_and_makes_whoever_sends_wait_and_let_go_it_brings_all_of_it()
    {
        using var near = await CallAsync();
        using var far = await _far.AcceptSocketAsync(Cancel);
        _proxy.Hold();
        var much = new byte[30_000_000];
        new Random(2).NextBytes(much);
        var sending = SendAsync(near, much);
        await Task.Delay(s_short, Cancel);
        Assert.Equal((0, false), (far.Available, sending.IsCompleted));
        _proxy.LetGo();
        Assert.Equal(much, await ReadToEndAsync(far));
        await sending;
    }

    [Fact(Timeout = 20_000)]
    public async Task Held_for_one_caller_it_goes_on_for_another_and_a_new_connection_of_the_first_reaches_nobody()
    {
        using var one = await CallAsync();
        using var farOne = await _far.AcceptSocketAsync(Cancel);
        _caller = 2;
        using var two = await CallAsync();
        using var farTwo = await _far.AcceptSocketAsync(Cancel);
        _proxy.Hold(caller => caller == 1);
        await one.SendAsync("a"u8.ToArray(), Cancel);
        await two.SendAsync("b"u8.ToArray(), Cancel);
        Assert.Equal(1, await farTwo.ReceiveAsync(new byte[1], Cancel));
        Assert.Equal(0, farOne.Available);
        _caller = 1;
        using var late = await CallAsync();
        await Task.Delay(s_short, Cancel);
        Assert.False(_far.Pending());
        _proxy.LetGo();
        using var farLate = await _far.AcceptSocketAsync(Cancel);
        Assert.Equal(1, await farOne.ReceiveAsync(new byte[1], Cancel));
    }

    [Fact(Timeout = 20_000)]
    public async Task An_answer_is_late_and_the_rest_of_it_not_later()
    {
        _proxy.AnswersTake(() => s_short);
        using var near = await CallAsync();
        using var far = await _far.AcceptSocketAsync(Cancel);
        var watch = Stopwatch.StartNew();
        await near.SendAsync("?"u8.ToArray(), Cancel);
        await far.ReceiveAsync(new byte[1], Cancel);
        var there = watch.Elapsed;
        await far.SendAsync("1"u8.ToArray(), Cancel);
        await near.ReceiveAsync(new byte[1], Cancel);
        Assert.True(watch.Elapsed - there >= s_short * 0.9, $"{watch.Elapsed}");
        // More of the same answer: nobody asked in between.
        _proxy.AnswersTake(() => TimeSpan.FromMinutes(1));
        await far.SendAsync("2"u8.ToArray(), Cancel);
        Assert.Equal(1, await near.ReceiveAsync(new byte[1], Cancel));
    }

    [Fact(Timeout = 20_000)]
    public async Task Cut_it_ends_what_there_is_on_both_sides_and_takes_the_next()
    {
        using var near = await CallAsync();
        using var far = await _far.AcceptSocketAsync(Cancel);
        _proxy.Cut();
        Assert.True(await IsOverAsync(near));
        Assert.True(await IsOverAsync(far));
        using var again = await CallAsync();
        using var farAgain = await _far.AcceptSocketAsync(Cancel);
        while (_proxy.Links != 1) await Task.Delay(5, Cancel);
    }

    [Fact(Timeout = 20_000)]
    public async Task Where_it_leads_to_nobody_the_caller_is_told()
    {
        _far.Stop();
        using var near = await CallAsync();
        Assert.True(await IsOverAsync(near));
    }

    [Fact(Timeout = 20_000)]
    public async Task Who_calls_is_told_by_the_process_that_has_the_socket()
    {
        using var near = await CallAsync();
        var port = ((IPEndPoint)near.LocalEndPoint!).Port;
        Assert.Equal(1, Callers.Of(port, [1, Environment.ProcessId]));
        Assert.Null(Callers.Of(port, [int.MaxValue]));
        Assert.Null(Callers.Of(1, [Environment.ProcessId]));
    }

    async Task<Socket> CallAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _proxy.Port, Cancel);
        return socket;
    }

    static async Task SendAsync(Socket to, byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;) sent += await to.SendAsync(bytes.AsMemory(sent), Cancel);
        to.Shutdown(SocketShutdown.Send);
    }

    static async Task<byte[]> ReadToEndAsync(Socket from)
    {
        var buffer = new byte[64 * 1024];
        using var all = new MemoryStream();
        while (await from.ReceiveAsync(buffer, Cancel) is > 0 and var count) all.Write(buffer, 0, count);
        return all.ToArray();
    }

    static async Task<bool> IsOverAsync(Socket socket)
    {
        try { return await socket.ReceiveAsync(new byte[1], Cancel) == 0; }
        catch (SocketException) { return true; }
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _far.Dispose();
    }
}
