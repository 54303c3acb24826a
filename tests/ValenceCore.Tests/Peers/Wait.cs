namespace ValenceCore.Tests.Peers;

/// <summary>Waits for an event that must come; the deadline only ends a test that has failed already.</summary>
internal static class Wait
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static Task ForAsync(TaskCompletionSource happened) => happened.Task.WaitAsync(Deadline);
}
