using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Valence.Tests.Peers;

/// <summary><c>valence serve</c> as a person starts it: a process of its own, on a free port, with a database that is gone afterwards.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> lines = new();
    private readonly ConcurrentQueue<(string Text, TaskCompletionSource<string> Seen)> awaited = new();
    private readonly Process process;

    public ServeProcess(IReadOnlyDictionary<string, string> environment, params string[] options)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "valence.dll"), "serve", "--url", Url,
                "--database", $"Data Source=serve-{Guid.NewGuid():N};Mode=Memory;Cache=Shared",
            },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var option in options)
        {
            start.ArgumentList.Add(option);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Url { get; } = $"http://127.0.0.1:{FreePort()}";

    public bool IsRunning => !process.HasExited;

    /// <summary>All that was printed so far.</summary>
    public IReadOnlyCollection<string> Lines => [.. lines];

    /// <summary>The line with this text in it, when it is printed.</summary>
    public async Task<string> SeenAsync(string text)
    {
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        awaited.Enqueue((text, seen));
        foreach (var line in lines)
        {
            Tell(line);
        }

        return await seen.Task.WaitAsync(Deadline);
    }

    /// <summary>The code it ends with by itself.</summary>
    public async Task<int> EndedAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await process.WaitForExitAsync(deadline.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
            Tell(line);
        }
    }

    private void Tell(string line)
    {
        foreach (var (_, seen) in awaited.Where(one => line.Contains(one.Text, StringComparison.Ordinal)))
        {
            seen.TrySetResult(line);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
