namespace ValenceCore.Store;

/// <summary>Waits for a database that is away for a while, by the wall clock.</summary>
internal static class DatabaseOutage
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Repeats what can be repeated until the database takes it.</summary>
    public static async Task<T> WaitOutAsync<T>(Func<Task<T>> act, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return await act();
            }
            catch (Exception exception) when (Database.IsPassing(exception))
            {
                await PauseAsync(stop);
            }
        }
    }

    public static Task WaitOutAsync(Func<Task> act, CancellationToken stop) => WaitOutAsync(
        async () =>
        {
            await act();
            return true;
        },
        stop);

    public static Task PauseAsync(CancellationToken stop) => Task.Delay(Pause, TimeProvider.System, stop);
}
