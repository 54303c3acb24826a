using System.Text.Json;
using Simulator.Faces;
using Simulator.Hardware;
using Simulator.Hardware.Composition;
using Simulator.Time;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>
/// Systems made of blocks and taken apart again (DSP2050). The answer comes when the fabric has done its part; with
/// <c>Prefer: respond-async</c> a task is answered at once.
/// </summary>
internal sealed class SystemComposition(Pod pod, CompositionWork work, PodTasks tasks, CompositionSettings settings)
{
    public async Task<IResult> PostAsync(HttpContext context)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        if (ServiceDisabled() is { } disabled)
        {
            return disabled;
        }

        var reader = new BodyReader(body, []);
        if (new SystemRequestReader(pod, settings.Now).Read(reader) is not { } wanted)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        var (node, refused) = Compose(wanted, CompositionClient.Of(context));
        if (node is null)
        {
            return refused!;
        }

        var assembly = Assemble(node);
        if (IsAsync(context))
        {
            return TaskMonitors.Accepted(context, tasks, assembly, body);
        }

        return await GoOnAsync(context, hold => EndOfAsync(hold, assembly, node.Id)) is { } reason
            ? Failed($"The system could not be composed: {reason} What it had was given back.")
            : Created.Answer(context, ShownSystem.Of(pod, pod.Systems[node.SystemId]), SystemsJsonContext.Default.ComputerSystemJson);
    }

    /// <summary>Reserves the blocks, and sets what the request says about the system.</summary>
    public (ComposedNode? Node, IResult? Refused) Compose(SystemRequest wanted, CompositionClient client, string? reservationId = null)
    {
        switch (pod.Compose(wanted.For(client, reservationId), wanted.Parts))
        {
            case CompositionResult.Composed composed:
                var system = pod.Systems[composed.Node.SystemId];
                pod.SetHostName(system, wanted.HostName);
                pod.SetBoot(system, wanted.Boot ?? BootOverride.Default);
                return (composed.Node, null);
            case CompositionResult.Refused refused:
                return (null, CompositionMessages.Refuse(refused.Problems, wanted.PointerTo));
            case CompositionResult.Unmatched unmatched:
                return (null, CompositionMessages.Refuse(unmatched.Why));
            default:
                throw new InvalidOperationException("A system is composed, refused or unmatched.");
        }
    }

    /// <summary>Starts the assembly of a node that was just composed. When it fails, what the node has is given back.</summary>
    public WorkItem Assemble(ComposedNode node) =>
        work.Assemble(node.Id, undo: true) ?? throw new InvalidOperationException($"Node {node.Id} is {node.State}, and was composed just now.");

    /// <summary>Why an assembly did not come to its end, once everything is given back; null when it did.</summary>
    public async Task<string?> EndOfAsync(ClockHold hold, WorkItem assembly, string nodeId)
    {
        var reason = await EndOfAsync(hold, assembly);
        if (reason is not null)
        {
            await EndOfAsync(hold, work.Release(nodeId));
        }

        return reason;
    }

    /// <summary>Why work did not come to its end; null when it did, or when there was nothing left to do.</summary>
    public async Task<string?> EndOfAsync(ClockHold hold, WorkItem? item)
    {
        if (item is null)
        {
            return null;
        }

        await hold.StepAsideAsync(work.EndOf(item));
        return work.ReasonOfFailure(item);
    }

    /// <summary>Does what must come to its end once it has begun, also when the client does not wait for that.</summary>
    public static Task<T> GoOnAsync<T>(HttpContext context, Func<ClockHold, Task<T>> act) =>
        act(HoldingPipeline.HoldOf(context)).WaitAsync(context.RequestAborted);

    public async Task<IResult> DeleteAsync(HttpContext context, ComputerSystem system)
    {
        if (ServiceDisabled() is { } disabled)
        {
            return disabled;
        }

        if (pod.NodeOf(system) is not { } node || work.Release(node.Id) is not { } release)
        {
            return RedfishErrors.NotFound(context.Request.Path);
        }

        if (IsAsync(context))
        {
            return TaskMonitors.Accepted(context, tasks, release, JsonElement.Parse("{}"));
        }

        return await GoOnAsync(context, hold => EndOfAsync(hold, release)) is { } reason
            ? Failed($"The system could not be decomposed: {reason} It is kept.")
            : Results.NoContent();
    }

    /// <summary>Adds and takes away blocks of a system; null when all of it was done.</summary>
    /// <param name="pointerOf">Where in the request a block is named.</param>
    public Task<IResult?> ChangeBlocksAsync(
        HttpContext context, ComputerSystem system, IReadOnlyList<string> added, IReadOnlyList<string> removed, Func<string, string> pointerOf) =>
        GoOnAsync(context, hold => ChangeBlocksAsync(hold, CompositionClient.Of(context), system, added, removed, pointerOf));

    private async Task<IResult?> ChangeBlocksAsync(
        ClockHold hold, CompositionClient client, ComputerSystem system, IReadOnlyList<string> added, IReadOnlyList<string> removed,
        Func<string, string> pointerOf)
    {
        if (ServiceDisabled() is { } disabled)
        {
            return disabled;
        }

        var problems = removed.Select(id => pod.WhyNotDetach(system, id)).OfType<BlockProblem>().ToList();
        if (problems.Count > 0)
        {
            return CompositionMessages.Refuse(problems, pointerOf);
        }

        if (added.Count > 0)
        {
            var refused = pod.Attach(system, new CompositionRequest(system.Name, Description: null, added, client.Name, client.SeesAll));
            if (refused.Count > 0)
            {
                return CompositionMessages.Refuse(refused, pointerOf);
            }

            if (await EndOfAsync(hold, work.Plug(system, [.. added.Select(id => pod.FindBlock(id)!)])) is { } reason)
            {
                return Failed($"The blocks could not be added: {reason} None was.");
            }
        }

        foreach (var id in removed)
        {
            if (await EndOfAsync(hold, work.Unplug(system, pod.FindBlock(id)!)) is { } reason)
            {
                return Failed($"{id} could not be removed: {reason}");
            }
        }

        return null;
    }

    /// <summary>The refusal of a service that was switched off.</summary>
    public IResult? ServiceDisabled() => settings.Now.ServiceEnabled
        ? null
        : RedfishErrors.Answer(
            StatusCodes.Status503ServiceUnavailable, [MessageRegistries.Base.Message("ServiceDisabled", [CompositionUris.Service])]);

    private static bool IsAsync(HttpContext context) =>
        context.Request.Headers["Prefer"].Any(v => v?.Split(',').Any(p => p.Trim().Equals("respond-async", StringComparison.OrdinalIgnoreCase)) == true);

    private static IResult Failed(string says) => RedfishErrors.Answer(
        StatusCodes.Status503ServiceUnavailable, [RedfishMessages.General(says, "See the events of the simulator for what stood in the way, and send the request again.")]);
}
