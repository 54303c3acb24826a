namespace ValenceCore.Tests.Peers;

/// <summary>Waits for an event that must come; the deadline only ends a test that has failed already.</summary>
internal static class Wait
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    /// <summary>Asks again and again until the answer is as wanted; the deadline only ends a test that has failed already.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> isWanted)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            deadline.Token.ThrowIfCancellationRequested();
            if (await ask() is var answer && isWanted(answer))
            {
                return answer;
            }
        }
    }

    public static Task ForAsync(TaskCompletionSource happened) => happened.Task.WaitAsync(Deadline);
}
