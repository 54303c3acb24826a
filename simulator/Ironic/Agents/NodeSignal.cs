using System.Collections.Concurrent;

namespace Simulator.Ironic;

/// <summary>Lets work wait for something that happens to a node: the next word of its agent, the end of a hold.</summary>
internal sealed class NodeSignal
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new(StringComparer.Ordinal);

    /// <summary>Completes with the next time. Ask before what makes it happen, or it is missed.</summary>
    public Task NextAsync(string node) => _waiting.GetOrAdd(node, _ => new TaskCompletionSource()).Task;

    public void Came(string node)
    {
        if (_waiting.TryRemove(node, out var waiting))
        {
            // Whoever waits goes on here and now: so no time passes before it holds the clock again.
            waiting.TrySetResult();
        }
    }
}
