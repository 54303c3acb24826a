using System.Text.Json.Nodes;
using ValenceCore.Failures;
using ValenceCore.Operations;
using ValenceCore.PodManagers;
using ValenceCore.Store;

namespace ValenceCore.Inventory;

/// <summary>Synchronises devices because somebody asks for it, each pod as an operation that can be watched.</summary>
internal sealed class DeviceSync(PodManagerStore pods, OperationRunner runner, OperationStore operations)
{
    /// <summary>Synchronises one pod or all. A pod that fails is reported as such and does not hold up the others (D-21).</summary>
    public async Task<IReadOnlyList<(string PodId, Failure? Failure)>> RunAsync(string? podId, CancellationToken cancellation)
    {
        IReadOnlyList<string> wanted = podId is null ? [.. (await pods.ListAsync(cancellation)).Select(pod => pod.Uuid)] : [podId];
        return await Task.WhenAll(wanted.Select(async id => (id, await RunOneAsync(id, cancellation))));
    }

    private async Task<Failure?> RunOneAsync(string podId, CancellationToken cancellation)
    {
        // No operation is begun on a pod that is not there.
        if ((await pods.FindAsync(podId, cancellation)).Failed(out var missing))
        {
            return missing;
        }

        var subject = $"pod:{podId}";
        var started = await runner.StartAsync(SyncStep.Kind, subject, new JsonObject { [SyncStep.PodId] = podId }, cancellation);
        var id = started.Failed(out var claimed) ? await UnderWayAsync(subject, cancellation) : started.Value.Id;
        if (id is null)
        {
            return claimed;
        }

        var ended = await runner.WaitAsync(id, cancellation);
        return ended.State == OperationStates.Succeeded ? null : ended.Answer();
    }

    /// <summary>Two who ask at the same time are content with one reading.</summary>
    private async Task<string?> UnderWayAsync(string subject, CancellationToken cancellation) =>
        (await operations.ListAsync(
            new PageWish(1, null, null, false, new Dictionary<string, string> { ["subject"] = subject, ["kind"] = SyncStep.Kind }), cancellation))
        is { Rows: [var newest] } ? newest.Id : null;
}
