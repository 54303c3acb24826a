using System.Diagnostics;
using System.Globalization;
using ValenceCore;

namespace Harness.Crashes;

/// <summary>
/// The points of one kind of operation in this process: before and after every step, every write to the database, every request that changes
/// something outside. The file <c>kill-at</c> names the kind and the number of the point at which the process ends; each operation of that kind
/// that begins reads it anew. Points are noted in the file <c>points</c>.
/// </summary>
internal sealed class CrashPoints : IDisposable
{
    public const string KillAt = "kill-at";
    public const string Noted = "points";

    private const string Operation = "operation ";

    private readonly string _folder;
    private readonly ActivityListener _listener;
    private readonly Lock _gate = new();
    private string _kind = "";
    private long _killAt;
    private long _count;

    public CrashPoints(string folder)
    {
        _folder = folder;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is ValenceCoreApp.TelemetryName or ValenceCoreApp.StoreTelemetryName,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStarted = activity => Meet("before", activity),
            ActivityStopped = activity => Meet("after", activity),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>A point of the operation that is under way here, if it is one of the kind.</summary>
    public void Meet(string when, string what)
    {
        if (KindOf(Activity.Current) is { } current)
        {
            Count(current, $"{when} {what}");
        }
    }

    public void Dispose() => _listener.Dispose();

    private static string? KindOf(Activity? activity)
    {
        for (; activity is not null; activity = activity.Parent)
        {
            if (activity.OperationName.StartsWith(Operation, StringComparison.Ordinal))
            {
                return activity.OperationName[Operation.Length..];
            }
        }

        return null;
    }

    private void Meet(string when, Activity activity)
    {
        if (activity.OperationName.StartsWith(Operation, StringComparison.Ordinal))
        {
            if (when == "before")
            {
                Begin();
            }

            return;
        }

        var isStep = activity.OperationName.StartsWith("execute ", StringComparison.Ordinal) || activity.OperationName.StartsWith("revert ", StringComparison.Ordinal);
        if ((isStep || activity.Source.Name == ValenceCoreApp.StoreTelemetryName) && KindOf(activity.Parent) is { } current)
        {
            Count(current, $"{when} {activity.OperationName}");
        }
    }

    private void Begin()
    {
        lock (_gate)
        {
            _count = 0;
            var words = File.ReadAllText(Path.Combine(_folder, KillAt)).Split(' ');
            (_kind, _killAt) = (words[0], long.Parse(words[1], CultureInfo.InvariantCulture));
            File.Delete(Path.Combine(_folder, Noted));
        }
    }

    private void Count(string current, string name)
    {
        lock (_gate)
        {
            if (current != _kind)
            {
                return;
            }

            _count++;
            File.AppendAllText(Path.Combine(_folder, Noted), $"{_count} {name}\n");
            if (_count == _killAt)
            {
                // SIGKILL: no handler runs, nothing is flushed.
                Process.GetCurrentProcess().Kill();
                new ManualResetEventSlim().Wait();
            }
        }
    }
}

/// <summary>Meets a point before a request that changes something is sent, and one when its answer is there.</summary>
internal sealed class CrashingRequests(CrashPoints points) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var what = $"{request.Method} {request.RequestUri?.AbsolutePath}";
        points.Meet("before", what);
        var answer = await base.SendAsync(request, cancellationToken);
        points.Meet("after", what);
        return answer;
    }
}
