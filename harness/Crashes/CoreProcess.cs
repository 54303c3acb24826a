using System.Collections.Concurrent;
using System.Diagnostics;
using Harness.Labs;

namespace Harness.Crashes;

/// <summary>A core in a process of its own, as <see cref="CrashingCore"/> hosts it.</summary>
internal sealed class CoreProcess : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private const int KeptLines = 60;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log;

    private CoreProcess(Process process, LabClient client, ConcurrentQueue<string> log) => (_process, Client, _log) = (process, client, log);

    public LabClient Client { get; }

    /// <summary>The end of what it said in its log.</summary>
    public string Log => string.Join('\n', _log);

    public bool HasEnded => _process.HasExited;

    /// <param name="replica">Its name among those on one database.</param>
    /// <param name="drivers">The drivers folder; null for the built-in ones.</param>
    public static async Task<CoreProcess> StartAsync(CrashBench bench, string database, string replica, string? drivers = null)
    {
        string[] arguments =
        [
            typeof(CrashingCore).Assembly.Location, "crashing-core", "--database", database, "--keys", bench.Keys, "--ironic", bench.Ironic.ToString(),
            "--points", bench.Points, "--replica", replica, .. drivers is null ? (string[])[] : ["--drivers", drivers],
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };

        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet cannot be started.");
        var log = new ConcurrentQueue<string>();
        process.ErrorDataReceived += (_, said) =>
        {
            if (said.Data is { } line)
            {
                log.Enqueue(line);
                while (log.Count > KeptLines)
                {
                    log.TryDequeue(out string? _);
                }
            }
        };
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Longest) is { } line)
        {
            if (line.StartsWith(CrashingCore.Greeting, StringComparison.Ordinal))
            {
                return new CoreProcess(process, new LabClient(new Uri(line[CrashingCore.Greeting.Length..])), log);
            }
        }

        throw new InvalidOperationException($"The core did not start: {string.Join('\n', log)}");
    }

    /// <summary>Whether it ends within so long.</summary>
    public bool EndsWithin(TimeSpan patience) => _process.WaitForExit(patience);

    /// <summary>Ends it in order, as an operator does (SIGTERM).</summary>
    public async Task StopAsync()
    {
        using (var term = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await term.WaitForExitAsync();
        }

        await _process.WaitForExitAsync().WaitAsync(Longest);
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        Client.Dispose();
        _process.Dispose();
    }
}
