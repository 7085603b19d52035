using System.IO.Pipelines;

namespace SpecimenLogistics.Server;

/// <summary>
/// A connection's two pipes as the one stream that TLS wants. The pipes stay their owner's. A read or flush that the owner
/// cancels throws, which ends what lies above: that is how Orleans ends its connections.
/// </summary>
sealed class TwoWayStream(IDuplexPipe pipes) : Stream
{
    readonly Stream input = pipes.Input.AsStream(leaveOpen: true), output = pipes.Output.AsStream(leaveOpen: true);

    public override bool CanRead => true;
    public override bool CanWrite => true;
    public override bool CanSeek => false;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel = default) => input.ReadAsync(buffer, cancel);
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancel) => input.ReadAsync(buffer.AsMemory(offset, count), cancel).AsTask();
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancel = default) => output.WriteAsync(buffer, cancel);
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancel) => output.WriteAsync(buffer.AsMemory(offset, count), cancel).AsTask();
    public override Task FlushAsync(CancellationToken cancel) => output.FlushAsync(cancel);

    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() => throw new NotSupportedException();
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
