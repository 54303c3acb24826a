using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using ValenceCore.Failures;
using ValenceCore.Flavors;
using ValenceCore.Operations;
using ValenceCore.PodManagers;

namespace ValenceCore.Composition;

/// <summary>Decides about composing, adopting, showing and releasing nodes. What takes long becomes an operation.</summary>
internal sealed class CompositionController(
    NodeStore nodes, FlavorStore flavors, PodManagerStore pods, PodManagerController health, PodPlacement placement, NodeDrivers drivers, OperationRunner runner,
    IOptions<ValenceCoreOptions> options)
{
    public const string Compose = "compose";
    public const string Release = "release";
    public const string Manage = "manage";
    public const string Forget = "forget";

    /// <param name="filters">By names out of <see cref="NodeStore.FilterNames"/>.</param>
    public Task<IReadOnlyList<ComposedNode>> ListAsync(IReadOnlyDictionary<string, string> filters, CancellationToken cancellation) =>
        nodes.ListAsync(filters, cancellation);

    public Task<Outcome<ComposedNode>> FindAsync(string uuid, CancellationToken cancellation) => nodes.FindAsync(uuid, cancellation);

    /// <summary>The stored node and what its pod shows of it now.</summary>
    public async Task<Outcome<(ComposedNode Node, NodeDetails? Details)>> ShowAsync(string uuid, CancellationToken cancellation)
    {
        var found = await nodes.FindAsync(uuid, cancellation);
        if (found.Failed(out var missing))
        {
            return missing;
        }

        if (found.Value is not { PodId: { } podId, Place: { } place } || found.Value.State == NodeStates.Missing)
        {
            // Composition failed before a pod had answered, or the pod has it no more: the row is all there is.
            return (found.Value, null);
        }

        var driver = await drivers.ForAsync<IShowNodes>(podId, cancellation);
        return driver.Failed(out var failure) ? failure : (found.Value, await driver.Value.ShowAsync(place, cancellation));
    }

    /// <summary>Checks everything that can be checked without the pod.</summary>
    /// <param name="nodeId">Of the node that is going to be composed; null where somebody only wants to know.</param>
    public async Task<Outcome<CheckedComposition>> CheckAsync(ComposeRequest request, string? nodeId, CancellationToken cancellation)
    {
        var candidates = await CandidatesAsync(request.PodId, cancellation);
        if (candidates.Failed(out var noPod))
        {
            return noPod;
        }

        var properties = request.Properties;
        if (request.FlavorId is { } flavorId)
        {
            var flavor = await flavors.FindAsync(flavorId, cancellation);
            if (flavor.Failed(out var noFlavor))
            {
                return noFlavor;
            }

            properties = flavor.Value.Properties;
        }

        var wanted = properties is null ? Requirements.Anything : RequirementsReader.Parse(properties).Value;
        return new CheckedComposition(await placement.OrderAsync(candidates.Value, wanted, request.Placement, nodeId, cancellation), properties);
    }

    /// <summary>Checks what can be checked, then begins. The node's uuid is in the operation's input.</summary>
    public async Task<Outcome<Operation>> StartComposeAsync(ComposeRequest request, CancellationToken cancellation)
    {
        var uuid = options.Value.NewId().ToString();
        var plan = await CheckAsync(request, uuid, cancellation);
        if (plan.Failed(out var failure))
        {
            return failure;
        }

        var input = new JsonObject
        {
            [ComposeKeys.NodeId] = uuid,
            [ComposeKeys.Name] = request.Name,
            [ComposeKeys.Description] = request.Description,
            [ComposeKeys.FlavorId] = request.FlavorId,
            [ComposeKeys.Properties] = plan.Value.Properties?.DeepClone(),
            [ComposeKeys.Candidates] = new JsonArray([.. plan.Value.Candidates.Select(pod => JsonValue.Create(pod))]),
        };
        return await runner.StartAsync(Compose, ComposedNode.SubjectOf(uuid), input, cancellation);
    }

    /// <summary>Waits for a node that is composed, or taken on, and answers it or the reason why there is none.</summary>
    public async Task<Outcome<ComposedNode>> FinishNodeAsync(Operation started, CancellationToken cancellation)
    {
        var ended = await runner.WaitAsync(started.Id, cancellation);
        return ended.State == OperationStates.Succeeded
            ? await nodes.FindAsync(started.Input[ComposeKeys.NodeId]!.GetValue<string>(), cancellation)
            : ended.Answer();
    }

    public async Task<Outcome<Operation>> StartReleaseAsync(string uuid, CancellationToken cancellation)
    {
        var found = await nodes.FindAsync(uuid, cancellation);
        return found.Failed(out var missing) ? missing
            : found.Value.BelongsTo is { } owned ? owned
            : await runner.StartAsync(
                Release, ComposedNode.SubjectOf(uuid), new JsonObject { [ComposeKeys.NodeId] = uuid }, cancellation);
    }

    /// <summary>Lets go of a node whose pod is gone for good, and leaves whatever stands of it where it is. Refused while the pod answers.</summary>
    public async Task<Outcome<Operation>> StartForgetAsync(string uuid, CancellationToken cancellation)
    {
        var found = await nodes.FindAsync(uuid, cancellation);
        if (found.Failed(out var missing))
        {
            return missing;
        }

        if (found.Value.BelongsTo is { } owned)
        {
            return owned;
        }

        if (found.Value.PodId is { } podId)
        {
            var pod = await pods.FindAsync(podId, cancellation);
            if (pod.Failed(out var noPod))
            {
                return noPod;
            }

            // What is stored of it may be minutes old.
            if ((await health.ProbeAsync(pod.Value, cancellation)).Health.Status != PodHealth.Offline)
            {
                return Failure.Conflict(
                    $"The pod manager '{pod.Value.Name}' answers, so the hardware of the node can be given back: delete the node without 'forget'.");
            }
        }

        return await runner.StartAsync(
            Forget, ComposedNode.SubjectOf(uuid), new JsonObject { [ComposeKeys.NodeId] = uuid, [ComposeKeys.IsPodGone] = true }, cancellation);
    }

    public async Task<Outcome<Operation>> FinishAsync(Operation started, CancellationToken cancellation)
    {
        var ended = await runner.WaitAsync(started.Id, cancellation);
        return ended.State == OperationStates.Succeeded ? ended : ended.Answer();
    }

    /// <summary>Begins to take on a node that exists in a pod already. The node's uuid is in the operation's input.</summary>
    public async Task<Outcome<Operation>> StartManageAsync(ManageRequest request, CancellationToken cancellation)
    {
        var candidates = await CandidatesAsync(request.PodId, cancellation);
        if (candidates.Failed(out var noPod))
        {
            return noPod;
        }

        if (candidates.Value.Count > 1)
        {
            return Failure.Invalid("podm_id: is required, since there are several pod managers");
        }

        var podId = candidates.Value[0].Uuid;
        if ((await drivers.ForAsync<IComposeNodes>(podId, cancellation)).Failed(out var missing))
        {
            return missing;
        }

        // The row decides a race; who comes clearly later need not have an operation begun.
        var known = await nodes.ListAsync(new Dictionary<string, string> { ["podm_id"] = podId, ["index"] = request.Index }, cancellation);
        return known.Count > 0
            ? Failure.AlreadyExists($"The node '{request.Index}' of this pod manager is managed already.")
            : await StartManageAsync(options.Value.NewId().ToString(), podId, request.Index, request.Name, isMarked: false, cancellation);
    }

    /// <summary>The same for a node that was found; under the uuid in its marker where it has one.</summary>
    public Task<Outcome<Operation>> StartAdoptAsync(string podId, string index, string? markedAs, CancellationToken cancellation) =>
        StartManageAsync(markedAs ?? options.Value.NewId().ToString(), podId, index, name: null, markedAs is not null, cancellation);

    private Task<Outcome<Operation>> StartManageAsync(
        string uuid, string podId, string index, string? name, bool isMarked, CancellationToken cancellation)
    {
        var input = new JsonObject
        {
            [ComposeKeys.NodeId] = uuid,
            [ComposeKeys.Name] = name,
            [ComposeKeys.PodId] = podId,
            [ComposeKeys.WantedIndex] = index,
        };
        if (isMarked)
        {
            input[ComposeKeys.MarkedAs] = uuid;
        }

        return runner.StartAsync(Manage, ComposedNode.SubjectOf(uuid), input, cancellation);
    }

    /// <summary>The pod named, or all in name order.</summary>
    private async Task<Outcome<IReadOnlyList<PodManager>>> CandidatesAsync(string? podId, CancellationToken cancellation)
    {
        if (podId is not null)
        {
            var pod = await pods.FindAsync(podId, cancellation);
            return pod.Failed(out var missing) ? missing : Outcome<IReadOnlyList<PodManager>>.Of([pod.Value]);
        }

        var all = await pods.ListAsync(cancellation);
        return all.Count == 0
            ? Failure.Conflict("There is no pod manager; register one with POST /v1/pod_managers.")
            : Outcome<IReadOnlyList<PodManager>>.Of(all);
    }
}
