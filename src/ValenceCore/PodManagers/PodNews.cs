namespace ValenceCore.PodManagers;

/// <summary>Wakes who watches the pod managers when one was registered, changed or deleted.</summary>
internal sealed class PodNews : IDisposable
{
    private readonly SemaphoreSlim changed = new(0, 1);

    public void Tell()
    {
        try
        {
            changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // The watcher has not yet heard of the change before; it will see both.
        }
    }

    public Task WaitAsync(CancellationToken cancellation) => changed.WaitAsync(cancellation);

    public void Dispose() => changed.Dispose();
}
