using System.Text.Json.Nodes;
using ValenceCore.Composition;
using ValenceCore.Failures;
using ValenceCore.Flavors;
using ValenceCore.Operations;
using ValenceCore.PodManagers;
using ValenceCore.Registration;

namespace ValenceCore.Instances;

/// <summary>Decides where the machine comes from: a server that Ironic has anyway, or pods, in the order in which they are asked. Pods and servers on
/// which an attempt came to nothing come last.</summary>
internal sealed class ScheduleStep(InstanceStore instances, PreSetServers servers, IDeployInstances ironic, PodManagerStore pods, PodPlacement placement) : IOperationStep
{
    public string Name => "schedule";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var uuid = data.Need(InstanceKeys.InstanceId);
        var found = await instances.FindAsync(uuid, cancellation);
        if (found.Failed(out var missing))
        {
            return StepResult.Failed(missing);
        }

        var wish = found.Value.Wish;
        if (wish.Flavor.Compose != ComposePolicies.Always)
        {
            if (await AllocateAsync(data, uuid, wish, cancellation) is { } server)
            {
                return StepResult.Done($"pre-set server {server}");
            }

            if (wish.Flavor.Compose == ComposePolicies.Never)
            {
                return StepResult.Failed(Failure.Conflict("No pre-set server fits that is available in Ironic and that nobody has.") with { Fault = Fault.Ironic, Stage = Name });
            }
        }

        var all = (await pods.ListAsync(cancellation)).Where(pod => wish.Zone is null || pod.Location == wish.Zone).ToList();
        if (all.Count == 0)
        {
            return StepResult.Failed(NoPod(wish.Zone));
        }

        var order = await placement.OrderAsync(all, wish.Flavor.Requirements, policy: null, data.Need(ComposeKeys.NodeId), cancellation);
        var tried = data.Texts(InstanceKeys.TriedPods);
        var candidates = order.OrderBy(pod => tried.Contains(pod)).ToList();
        data[InstanceKeys.Composed] = InstanceKeys.Yes;
        data.SetTexts(ComposeKeys.Candidates, candidates);
        await data.SaveAsync();
        var names = all.ToDictionary(pod => pod.Uuid, pod => pod.Name);
        return StepResult.Done($"to be composed; asks {string.Join(", ", candidates.Select(pod => names[pod]))}");
    }

    public async Task<StepResult> RevertAsync(OperationData data, CancellationToken cancellation)
    {
        if (data[InstanceKeys.IsAllocating] is null)
        {
            return StepResult.Nothing;
        }

        return await ironic.FreeAsync(data.Need(InstanceKeys.InstanceId), cancellation) is { } done ? StepResult.Done(done) : StepResult.Nothing;
    }

    internal static Failure NoPod(string? zone) => Failure.Conflict(
        zone is null ? "There is no pod manager; register one with POST /v1/pod_managers." : $"There is no pod manager at the location '{zone}', which the availability zone means.");

    private async Task<string?> AllocateAsync(OperationData data, string uuid, InstanceWish wish, CancellationToken cancellation)
    {
        data[InstanceKeys.Composed] = InstanceKeys.No;
        data[InstanceKeys.IsAllocating] = InstanceKeys.Yes;
        await data.SaveAsync();
        foreach (var group in await servers.FindAsync(wish, data.Texts(InstanceKeys.TriedServers), cancellation))
        {
            if (await ironic.AllocateAsync(uuid, group, cancellation) is { } chosen)
            {
                data[RegistrationKeys.IronicUuid] = chosen;
                await data.SaveAsync();
                return chosen;
            }
        }

        data[InstanceKeys.IsAllocating] = null;
        return null;
    }
}
