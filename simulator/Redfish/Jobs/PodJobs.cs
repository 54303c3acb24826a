using System.Collections.Concurrent;
using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>What a client ordered.</summary>
/// <param name="Request">What the job sends when its time has come.</param>
internal sealed record JobOrder(string? Name, TaskRequest Request, string SystemId, ResetType Reset, DateTimeOffset? Start)
{
    public string? CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The jobs that clients ordered, each with the work that does it.</summary>
internal sealed class PodJobs(WorkRunner runner, JobWork work, TimeProvider clock)
{
    /// <summary>Jobs that have not ended.</summary>
    public const int Most = 100;

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, JobOrder> _orders = new(StringComparer.Ordinal);

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<string> Ids => [.. _orders.Keys.Where(id => runner.Find(id) is not null).OrderBy(id => id.Length).ThenBy(id => id, StringComparer.Ordinal)];

    public (JobOrder Order, WorkItem Work)? Find(string id) =>
        _orders.TryGetValue(id, out var order) && runner.Find(id) is { } item ? (order, item) : null;

    /// <summary>Id of the new job; null when there are too many that have not ended.</summary>
    public string? Start(JobOrder order)
    {
        lock (_lock)
        {
            foreach (var forgotten in _orders.Keys.Where(id => runner.Find(id) is null).ToList())
            {
                _orders.TryRemove(forgotten, out _);
            }

            if (_orders.Keys.Count(id => runner.Find(id) is { State: WorkState.Running }) >= Most)
            {
                return null;
            }

            var job = work.Start(order.SystemId, order.Reset, order.Start);
            _orders[job.Id] = order with { CreatedAt = job.Since };
            return job.Id;
        }
    }

    /// <summary>Stops a job; a reset that it began goes on. Completes when the job has stopped; false when it had ended.</summary>
    public async Task<bool> CancelAsync(string id)
    {
        if (!runner.Cancel(id))
        {
            return false;
        }

        await runner.EndOf(id);
        return true;
    }

    public void Remove(string id) => _orders.TryRemove(id, out _);
}
