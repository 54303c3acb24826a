using System.Collections.Concurrent;

namespace ValenceCore.Operations;

/// <summary>Carries operations out in this process, at once. For a store in memory, which dies with the process and its operations.</summary>
internal sealed class InProcessDispatch(OperationExecutor executor) : IDispatchOperations, IDisposable
{
    private readonly ConcurrentDictionary<string, Task> running = new();
    private readonly CancellationTokenSource stopping = new();

    public bool IsShared => false;

    public Task<bool> DispatchAsync(Operation operation)
    {
        var listed = new TaskCompletionSource();
        var isNew = running.TryAdd(operation.Id, Task.Run(
            async () =>
            {
                // Not before it is listed, or it could take itself off the list too early.
                await listed.Task;
                try
                {
                    await executor.CarryOutAsync(operation.Id, stopping.Token);
                }
                finally
                {
                    running.TryRemove(operation.Id, out _);
                }
            },
            CancellationToken.None));
        if (isNew)
        {
            listed.SetResult();
        }
        else
        {
            listed.SetCanceled();
        }

        return Task.FromResult(isNew);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.WhenAll((IEnumerable<Task>)running.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stopping.Dispose();
}
