using System.Globalization;
using Harness.Crashes;
using Harness.Labs;

namespace Harness.Churn;

/// <summary>Cores in processes of their own on one database, any of which can be killed and is then followed by a new one.</summary>
internal sealed class Replicas(CrashBench bench, string database, string? drivers) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private readonly List<CoreProcess> _cores = [];
    private int _lives;
    private int _turn;

    public async Task StartAsync(int count)
    {
        while (_cores.Count < count)
        {
            _cores.Add(await NewAsync());
        }
    }

    /// <summary>SIGKILL; a new one follows at once.</summary>
    public async Task KillAsync(int place)
    {
        var killed = _cores[place];
        killed.Kill();
        _cores[place] = await NewAsync();
        killed.Dispose();
    }

    /// <summary>Asks the next one; when it is gone, the one after it, as a client behind a list of addresses does.</summary>
    /// <exception cref="TimeoutException">None of them answers for minutes.</exception>
    public async Task<LabReply> AskAsync(Func<LabClient, Task<LabReply>> ask)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(deadline) < Longest)
        {
            var core = _cores[(int)((uint)Interlocked.Increment(ref _turn) % _cores.Count)];
            try
            {
                return await ask(core.Client);
            }
            catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException or ObjectDisposedException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }

        throw new TimeoutException($"No core answered for {Longest}: {string.Join("\n---\n", _cores.Select(core => core.Log))}");
    }

    public void Dispose() => _cores.ForEach(core => core.Dispose());

    private Task<CoreProcess> NewAsync() => CoreProcess.StartAsync(
        bench, database, $"replica-{Interlocked.Increment(ref _lives).ToString(CultureInfo.InvariantCulture)}", drivers);
}
