using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ValenceCore.Operations;

/// <summary>Tells everybody who watches how operations move. A slow watcher loses the oldest news, never holds up the work.</summary>
internal sealed class OperationFeed
{
    private const int Backlog = 256;

    private readonly ConcurrentDictionary<Channel<Operation>, byte> watchers = new();
    private Action<Operation> told = _ => { };

    /// <summary>For those who act on every piece of news, at once and briefly.</summary>
    public void Subscribe(Action<Operation> act) => told += act;

    public void Publish(Operation operation)
    {
        told(operation);
        foreach (var watcher in watchers.Keys)
        {
            watcher.Writer.TryWrite(operation);
        }
    }

    /// <summary>Begins at once; what is published from this call on is in the stream.</summary>
    public IAsyncEnumerable<Operation> Watch(CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<Operation>(new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropOldest });
        watchers[channel] = 0;
        return ReadAsync(channel, cancellation);
    }

    private async IAsyncEnumerable<Operation> ReadAsync(
        Channel<Operation> channel, [EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            while (await IsThereMoreAsync(channel, cancellation))
            {
                while (channel.Reader.TryRead(out var operation))
                {
                    yield return operation;
                }
            }
        }
        finally
        {
            watchers.TryRemove(channel, out _);
        }
    }

    /// <summary>False when the watcher went away or the host stops: a stream that ends is no error.</summary>
    private static async Task<bool> IsThereMoreAsync(Channel<Operation> channel, CancellationToken cancellation)
    {
        try
        {
            return await channel.Reader.WaitToReadAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
