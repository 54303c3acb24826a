using System.Collections.Concurrent;
using System.Collections.Immutable;
using Simulator.Faults;
using Simulator.Journal;
using Simulator.Time;

namespace Simulator.Work;

/// <summary>
/// The one owner of everything that outlives a request. Each piece of work is data that a person can watch; its steps wait
/// on the simulator's clock, and fault rules can delay, hang or fail any of them.
/// </summary>
public sealed partial class WorkRunner(SimulatorClock clock, FaultRules faults, EventJournal journal, ILogger<WorkRunner> logger)
{
    // Finished work stays readable until this many newer pieces have finished.
    private const int KeptFinished = 500;

    private readonly ConcurrentDictionary<string, Running> _items = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Kind, string Subject), ImmutableArray<Running>> _atWork = new();
    private readonly ConcurrentQueue<string> _finished = new();
    private long _lastId;

    /// <summary>Raised when work has ended, however it ended, and all that follows from that is done.</summary>
    public event Action<WorkItem>? Ended;

    /// <summary>All work that is running or recently finished, oldest first.</summary>
    public IReadOnlyList<WorkItem> Items => [.. _items.Values.Select(r => r.Item).OrderBy(i => i.Since).ThenBy(i => i.Id, StringComparer.Ordinal)];

    public WorkItem? Find(string id) => _items.TryGetValue(id, out var running) ? running.Item : null;

    /// <summary>The running work of that kind on that subject, if any.</summary>
    public WorkItem? RunningOn(string kind, string subject) =>
        _atWork.TryGetValue((kind, subject), out var running) ? running.Select(r => r.Item).FirstOrDefault(i => i.State == WorkState.Running) : null;

    /// <summary>Whether such work is running, or just now saying what its end means.</summary>
    public bool IsAtWork(string kind, string subject) => _atWork.ContainsKey((kind, subject));

    /// <summary>Starts the work in the background. Steps without duration before the first wait run before this returns.</summary>
    public WorkItem Start(WorkPlan plan)
    {
        var id = $"{plan.Kind}-{Interlocked.Increment(ref _lastId)}";
        var item = new WorkItem(
            id, plan.Kind, plan.Subject, plan.Title, WorkState.Running, clock.GetUtcNow(), Ended: null,
            [.. plan.Steps.Select(s => new WorkStepRecord(s.Name, WorkStepState.Waiting))], Error: null);
        var running = new Running(item);
        _items[id] = running;
        _atWork.AddOrUpdate((plan.Kind, plan.Subject), _ => [running], (_, others) => others.Add(running));
        plan.OnStarting?.Invoke();
        journal.Record("work", id, "Started", $"{plan.Title} started.");
        running.Task = RunAsync(running, plan);
        return running.Item;
    }

    /// <summary>Completes when the work has ended, however it ended; at once when it is not known.</summary>
    public Task EndOf(string id) => _items.TryGetValue(id, out var running) ? running.Task : Task.CompletedTask;

    /// <summary>Why work that has ended did not come to its end; null when it did.</summary>
    public string? ReasonOfFailure(string id) => Find(id) is { State: not WorkState.Done } ended ? ended.Error ?? "It was stopped." : null;

    /// <summary>Stops the work before its next act; what it has done stays done. False when it is not running.</summary>
    public bool Cancel(string id)
    {
        if (!_items.TryGetValue(id, out var running) || running.Item.State != WorkState.Running)
        {
            return false;
        }

        // Told here and not when the work has come to rest: that happens in its own time, and two runs would write two journals.
        if (running.StopIsNews())
        {
            journal.Record("work", id, "Cancelled", $"{running.Item.Title} is stopped.");
        }

        running.Cancellation.Cancel();
        return true;
    }

    /// <summary>Cancels what runs and waits until it has stopped.</summary>
    public async Task StopAsync()
    {
        foreach (var running in _items.Values)
        {
            await running.Cancellation.CancelAsync();
        }

        await Task.WhenAll(_items.Values.Select(r => r.Task));
    }

    private async Task RunAsync(Running running, WorkPlan plan)
    {
        using var hold = clock.Hold();
        try
        {
            for (var i = 0; i < plan.Steps.Count; i++)
            {
                if (await RunStepAsync(running, plan, i, hold) is { } reason)
                {
                    Fail(running, plan, i, reason);
                    return;
                }
            }

            running.Finish(WorkState.Done, clock.GetUtcNow(), error: null);
            journal.Record("work", running.Item.Id, "Done", $"{plan.Title} is done.");
        }
        catch (OperationCanceledException) when (running.Cancellation.IsCancellationRequested)
        {
            running.Finish(WorkState.Cancelled, clock.GetUtcNow(), error: null);
        }
        catch (Exception bug)
        {
            Log.StepThrew(logger, bug, running.Item.Id, plan.Kind, plan.Subject);
            Fail(running, plan, running.CurrentStep, $"Bug in the simulator: {bug.Message}");
        }
        finally
        {
            Leave(running);
            ForgetOldest(running.Item.Id);
            Ended?.Invoke(running.Item);
        }
    }

    /// <returns>Null when the step is done, otherwise why it failed.</returns>
    private async Task<string?> RunStepAsync(Running running, WorkPlan plan, int index, ClockHold hold)
    {
        var step = plan.Steps[index];
        var now = clock.GetUtcNow();
        running.SetStep(index, new WorkStepRecord(step.Name, WorkStepState.Running, now, now + step.Duration));
        if (step.Duration > TimeSpan.Zero)
        {
            await hold.DelayAsync(step.Duration, running.Cancellation.Token);
        }

        if (faults.AskStep($"{plan.Kind}/{step.Name}", plan.Subject) is { } fault)
        {
            if (fault.Delay > TimeSpan.Zero)
            {
                await hold.DelayAsync(fault.Delay, running.Cancellation.Token);
            }

            if (fault.Healed is { } healed)
            {
                await hold.StepAsideAsync(healed.WaitAsync(running.Cancellation.Token));
            }

            if (fault.Fails)
            {
                return fault.Message;
            }
        }

        while (true)
        {
            running.Cancellation.Token.ThrowIfCancellationRequested();
            switch (await step.Act(new StepContext(hold, running.Cancellation.Token)))
            {
                case StepResult.Again again:
                    await hold.DelayAsync(again.Delay, running.Cancellation.Token);
                    break;
                case StepResult.Broken broken:
                    return broken.Reason;
                default:
                    running.SetStep(index, new WorkStepRecord(step.Name, WorkStepState.Done, now, clock.GetUtcNow()));
                    return null;
            }
        }
    }

    private void Fail(Running running, WorkPlan plan, int index, string reason)
    {
        var now = clock.GetUtcNow();
        var failed = running.Item.Steps[index];
        running.SetStep(index, failed with { State = WorkStepState.Failed, Due = now, Detail = reason });
        running.Finish(WorkState.Failed, now, reason);
        journal.Record("work", running.Item.Id, "Failed", $"{plan.Title}: step {failed.Name} failed: {reason}");
        try
        {
            plan.OnFailed?.Invoke(reason);
        }
        catch (Exception bug)
        {
            // The work has ended already; a second failure would tell the same story twice.
            Log.FailureHandlerThrew(logger, bug, running.Item.Id, plan.Kind, plan.Subject);
        }
    }

    private void Leave(Running running)
    {
        var key = (running.Item.Kind, running.Item.Subject);
        var left = _atWork.AddOrUpdate(key, _ => [], (_, all) => all.Remove(running));
        if (left.IsEmpty)
        {
            // Only if nobody has come meanwhile.
            _atWork.TryRemove(KeyValuePair.Create(key, left));
        }
    }

    private void ForgetOldest(string finishedId)
    {
        _finished.Enqueue(finishedId);
        while (_finished.Count > KeptFinished && _finished.TryDequeue(out var oldest))
        {
            if (_items.TryRemove(oldest, out var running))
            {
                running.Cancellation.Dispose();
            }
        }
    }

    private sealed class Running(WorkItem item)
    {
        private WorkItem _item = item;
        private bool _isToStop;

        public WorkItem Item => Volatile.Read(ref _item);

        public CancellationTokenSource Cancellation { get; } = new();

        public Task Task { get; set; } = Task.CompletedTask;

        public int CurrentStep { get; private set; }

        /// <summary>True the first time it is asked.</summary>
        public bool StopIsNews() => !Interlocked.Exchange(ref _isToStop, true);

        public void SetStep(int index, WorkStepRecord step)
        {
            CurrentStep = index;
            var steps = Item.Steps.ToArray();
            steps[index] = step;
            Volatile.Write(ref _item, Item with { Steps = steps });
        }

        public void Finish(WorkState state, DateTimeOffset at, string? error) =>
            Volatile.Write(ref _item, Item with { State = state, Ended = at, Error = error });
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Work {WorkId} ({Kind} on {Subject}) ended by a bug")]
        public static partial void StepThrew(ILogger logger, Exception bug, string workId, string kind, string subject);

        [LoggerMessage(2, LogLevel.Error, "What follows the failure of work {WorkId} ({Kind} on {Subject}) failed itself")]
        public static partial void FailureHandlerThrew(ILogger logger, Exception bug, string workId, string kind, string subject);
    }
}
