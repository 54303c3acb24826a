using System.Diagnostics;
using Harness.Labs;

namespace Harness.Crashes;

/// <summary>A core in a process of its own, as <see cref="CrashingCore"/> hosts it.</summary>
internal sealed class CoreProcess : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly Process process;

    private CoreProcess(Process process, LabClient client) => (this.process, Client) = (process, client);

    public LabClient Client { get; }

    public bool HasEnded => process.HasExited;

    public static async Task<CoreProcess> StartAsync(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(CrashingCore).Assembly.Location);
        start.ArgumentList.Add("crashing-core");
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet cannot be started.");
        var said = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Longest) is { } line)
        {
            if (line.StartsWith(CrashingCore.Greeting, StringComparison.Ordinal))
            {
                return new CoreProcess(process, new LabClient(new Uri(line[CrashingCore.Greeting.Length..])));
            }
        }

        throw new InvalidOperationException($"The core did not start: {await said}");
    }

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        Client.Dispose();
        process.Dispose();
    }
}
