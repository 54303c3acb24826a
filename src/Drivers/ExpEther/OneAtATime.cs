namespace Valence.Drivers.ExpEther;

/// <summary>Lets one act through at a time, in the order of their coming.</summary>
#pragma warning disable CA1001 // The gate makes no wait handle, so there is nothing to dispose of.
internal sealed class OneAtATime
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim gate = new(1, 1);

    public async Task<T> RunAsync<T>(Func<Task<T>> act, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            return await act();
        }
        finally
        {
            gate.Release();
        }
    }

    public Task RunAsync(Func<Task> act, CancellationToken cancellation) => RunAsync(
        async () =>
        {
            await act();
            return true;
        },
        cancellation);
}
