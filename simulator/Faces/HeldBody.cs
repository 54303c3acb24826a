namespace Simulator.Faces;

/// <summary>Keeps what is written as the body of an answer. A stream of events, which has no end, is passed on as it comes.</summary>
internal sealed class HeldBody(HttpResponse response, Stream real) : Stream
{
    private readonly MemoryStream _kept = new();

    public bool WasPassedOn { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _kept.Length;

    public override long Position { get => _kept.Position; set => throw new NotSupportedException(); }

    public byte[] ToArray() => _kept.ToArray();

    public override void Write(byte[] buffer, int offset, int count) => Target().Write(buffer, offset, count);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Target().WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        // Sent when all of it is there.
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => WasPassedOn ? real.FlushAsync(cancellationToken) : Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private Stream Target()
    {
        WasPassedOn |= response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) is true;
        return WasPassedOn ? real : _kept;
    }
}
