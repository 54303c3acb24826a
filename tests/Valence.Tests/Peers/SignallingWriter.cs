namespace Valence.Tests.Peers;

/// <summary>Tells when a first line has been written.</summary>
internal sealed class SignallingWriter : StringWriter
{
    private readonly TaskCompletionSource<string> written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string> Written => written.Task;

    public override Task WriteLineAsync(string? value)
    {
        written.TrySetResult(value ?? "");
        return base.WriteLineAsync(value);
    }
}
