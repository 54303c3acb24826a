using Simulator.Faces;
using Simulator.Hardware;
using Simulator.Hardware.Composition;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>
/// Systems made of blocks and taken apart again (DSP2050). The answer comes when the fabric has done its part; with
/// <c>Prefer: respond-async</c> a task is answered at once.
/// </summary>
internal sealed class SystemComposition(Pod pod, CompositionWork work, PodTasks tasks, CompositionSettings settings)
{
    public const int MostSystems = 10_000;

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

        var assembly = work.Assemble(node.Id, undo: true)!;
        if (IsAsync(context))
        {
            return TaskMonitors.Accepted(context, tasks, assembly, body);
        }

        await HoldingPipeline.WaitForAsync(context, work.EndOf(assembly));
        return await UndoneAsync(context, assembly, node.Id) is { } reason
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
                return (null, RedfishErrors.Answer(StatusCodes.Status409Conflict, [CompositionMessages.NoMatch(unmatched.Why)]));
            default:
                throw new InvalidOperationException("A system is composed, refused or unmatched.");
        }
    }

    public async Task<IResult> DeleteAsync(HttpContext context, ComputerSystem system)
    {
        if (ServiceDisabled() is { } disabled)
        {
            return disabled;
        }

        if (pod.NodeOf(pod.FindBlock(system.Id)!) is not { } node || work.Release(node.Id) is not { } release)
        {
            return RedfishErrors.NotFound(context.Request.Path);
        }

        if (IsAsync(context))
        {
            return TaskMonitors.Accepted(context, tasks, release, System.Text.Json.JsonElement.Parse("{}"));
        }

        await HoldingPipeline.WaitForAsync(context, work.EndOf(release));
        return work.ReasonOfFailure(release) is { } reason
            ? Failed($"The system could not be decomposed: {reason} It is kept.")
            : Results.NoContent();
    }

    /// <summary>Adds and takes away blocks of a system; null when all of it was done.</summary>
    /// <param name="pointerOf">Where in the request a block is named.</param>
    public async Task<IResult?> ChangeBlocksAsync(
        HttpContext context, ComputerSystem system, IReadOnlyList<string> added, IReadOnlyList<string> removed, Func<string, string> pointerOf)
    {
        if (ServiceDisabled() is { } disabled)
        {
            return disabled;
        }

        var present = pod.BlocksOf(system);
        var problems = removed.Where(id => !present.Any(b => b.Id == id && b.Device is not null))
            .Select(id => pod.Detach(system, id)!).ToList();
        if (problems.Count > 0)
        {
            return CompositionMessages.Refuse(problems, pointerOf);
        }

        if (added.Count > 0)
        {
            var client = CompositionClient.Of(context);
            var refused = pod.Attach(system, new CompositionRequest(system.Name, Description: null, added, client.Name, client.SeesAll));
            if (refused.Count > 0)
            {
                return CompositionMessages.Refuse(refused, pointerOf);
            }

            if (await EndAsync(context, work.Plug(system, added)) is { } reason)
            {
                return Failed($"The blocks could not be added: {reason} None was.");
            }
        }

        foreach (var id in removed)
        {
            if (await EndAsync(context, work.Unplug(system, pod.Devices[id])) is { } reason)
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

    private async Task<string?> EndAsync(HttpContext context, WorkItem item)
    {
        await HoldingPipeline.WaitForAsync(context, work.EndOf(item));
        return work.ReasonOfFailure(item);
    }

    // Null when the assembly came to its end; otherwise why not, once everything is given back.
    private async Task<string?> UndoneAsync(HttpContext context, WorkItem assembly, string nodeId)
    {
        if (work.ReasonOfFailure(assembly) is not { } reason)
        {
            return null;
        }

        if (work.Release(nodeId) is { } release)
        {
            await HoldingPipeline.WaitForAsync(context, work.EndOf(release));
        }

        return reason;
    }
}
