using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using ValenceCore.Composition;
using ValenceCore.Failures;
using ValenceCore.Operations;
using ValenceCore.Secrets;

namespace ValenceCore.Registration;

/// <summary>Chooses the Ironic uuid and stores it, so that whatever Ironic does under it can be found and undone.</summary>
internal sealed class ClaimRegistrationStep(NodeStore nodes, IOptions<ValenceCoreOptions> options) : IOperationStep
{
    public string Name => "claim";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        data[RegistrationKeys.IronicUuid] ??= options.Value.NewId().ToString();
        await data.SaveAsync();
        var uuid = data.Need(RegistrationKeys.NodeId);
        return await nodes.ClaimIronicAsync(uuid, data.Need(RegistrationKeys.IronicUuid), cancellation)
            ? StepResult.Done()
            : StepResult.Failed(Failure.AlreadyExists($"The node '{uuid}' is registered already."));
    }

    public async Task<StepResult> RevertAsync(OperationData data, CancellationToken cancellation) =>
        await nodes.DropIronicAsync(data.Need(RegistrationKeys.NodeId), data.Need(RegistrationKeys.IronicUuid), cancellation)
            ? StepResult.Done("the Ironic uuid is dropped")
            : StepResult.Nothing;
}

/// <summary>Makes the Ironic node with all that is known of the composed one.</summary>
internal sealed class EnrollStep(NodeInspection inspection, IRegisterNodes ironic, SecretBox secrets, IOptions<ValenceCoreOptions> options)
    : IOperationStep
{
    public string Name => "enroll";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var inspected = await inspection.ReadAsync(data.Need(RegistrationKeys.NodeId), cancellation);
        var body = RegistrationBody.Of(data, secrets).Fields;
        if (inspected.Access is null && inspected.Details.SystemUri is null && body["driver_info"]?["redfish_system_id"] is null)
        {
            return StepResult.Failed(new Failure(
                502, "Bad Gateway", "Pod Manager Error", $"Node {inspected.Node.Index} of the pod links no computer system, which Ironic needs.")
            {
                Fault = Fault.Pod,
                Stage = Name,
            });
        }

        var ironicUuid = data.Need(RegistrationKeys.IronicUuid);
        data[RegistrationKeys.IsEnrolling] = "yes";
        await data.SaveAsync();
        try
        {
            await ironic.CreateNodeAsync(
                NodeRegistration.NodeOf(ironicUuid, inspected, AccountOf(data, inspected), options.Value.Ironic.ResourceClass, body), cancellation);
            return StepResult.Done($"Ironic node {ironicUuid}");
        }
        catch (DriverException exception) when (
            exception.Kind is DriverFault.Refused or DriverFault.CredentialsRefused or DriverFault.Unreachable)
        {
            // Nothing was made, so there is nothing to take out again.
            data[RegistrationKeys.IsEnrolling] = null;
            return StepResult.Failed(exception.Failure);
        }
    }

    public async Task<StepResult> RevertAsync(OperationData data, CancellationToken cancellation) =>
        data[RegistrationKeys.IsEnrolling] is null
            ? StepResult.Nothing
            : StepResult.Done(await ironic.RemoveAsync(data.Need(RegistrationKeys.IronicUuid), undeploys: false, cancellation));

    private PodAccount AccountOf(OperationData data, InspectedNode inspected) => data[RegistrationKeys.AccountName] is { } own
        ? new PodAccount(own, secrets.Open(data.Need(RegistrationKeys.SealedPassword)))
        : new PodAccount(inspected.Pod.Credentials.Username, inspected.Pod.Credentials.Password);
}

/// <summary>Makes one port for every network address; they go with the node when it is removed.</summary>
internal sealed class PortsStep(NodeInspection inspection, IRegisterNodes ironic, SecretBox secrets, IOptions<ValenceCoreOptions> options) : IOperationStep
{
    public string Name => "ports";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var inspected = await inspection.ReadAsync(data.Need(RegistrationKeys.NodeId), cancellation);
        var ports = NodeRegistration.PortsOf(inspected, options.Value.Ironic.PhysicalNetwork, RegistrationBody.Of(data, secrets).Fields);
        foreach (var port in ports)
        {
            port["node_uuid"] = data.Need(RegistrationKeys.IronicUuid);
            await ironic.CreatePortAsync(port, cancellation);
        }

        return StepResult.Done($"{ports.Count} port(s)");
    }
}

/// <summary>Tells Ironic by traits what the machine has beyond the usual, and what the caller says of it.</summary>
internal sealed class TraitsStep(NodeInspection inspection, IRegisterNodes ironic, SecretBox secrets) : IOperationStep
{
    public string Name => "traits";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var inspected = await inspection.ReadAsync(data.Need(RegistrationKeys.NodeId), cancellation);
        var traits = NodeRegistration.TraitsOf(inspected.Details, RegistrationBody.Of(data, secrets).Fields);
        return traits.Count == 0 ? StepResult.Done("none")
            : await ironic.AddTraitsAsync(data.Need(RegistrationKeys.IronicUuid), traits, cancellation) ? StepResult.Done(string.Join(", ", traits))
            : StepResult.Done("this Ironic knows no traits");
    }
}

/// <summary>Has Ironic verify that it controls the machine.</summary>
internal sealed class ManageStep(IRegisterNodes ironic) : IOperationStep
{
    public string Name => "manage";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        if (!data.IsWanted(RegistrationKeys.Manage))
        {
            return StepResult.Done("not wanted");
        }

        await ironic.ManageAsync(data.Need(RegistrationKeys.IronicUuid), cancellation);
        return StepResult.Done("manageable");
    }
}

/// <summary>Has Ironic look for itself what the machine has.</summary>
internal sealed class InspectStep(IRegisterNodes ironic) : IOperationStep
{
    public string Name => "inspect";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        if (!data.IsWanted(RegistrationKeys.Inspect))
        {
            return StepResult.Done("not wanted");
        }

        await ironic.InspectAsync(data.Need(RegistrationKeys.IronicUuid), cancellation);
        return StepResult.Done("inspected");
    }
}

/// <summary>Has Ironic clean the machine and offer it to whoever asks for one.</summary>
internal sealed class ProvideStep(IRegisterNodes ironic) : IOperationStep
{
    public string Name => "provide";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        if (!data.IsWanted(RegistrationKeys.Provide))
        {
            return StepResult.Done("not wanted");
        }

        await ironic.ProvideAsync(data.Need(RegistrationKeys.IronicUuid), cancellation);
        return StepResult.Done("available");
    }
}

/// <summary>Says who manages the node now.</summary>
internal sealed class RecordRegistrationStep(NodeStore nodes) : IOperationStep
{
    public string Name => "record";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var stored = await nodes.SetManagerAsync(data.Need(RegistrationKeys.NodeId), "ironic", cancellation);
        return stored.Failed(out var failure) ? StepResult.Failed(failure) : StepResult.Done();
    }
}

/// <summary>Tells Ironic what a node has by now.</summary>
internal sealed class RefreshStep(NodeRefresh refresh) : IOperationStep
{
    public string Name => "refresh";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation) =>
        StepResult.Done(await refresh.TellAsync(data.Need(RegistrationKeys.NodeId), cancellation) ?? "Ironic knows all of it already");
}

/// <summary>Takes a node out of Ironic and forgets that it was there.</summary>
internal sealed class UnregisterStep(NodeStore nodes, LetGoOfNode letGo) : IOperationStep
{
    public string Name => "unregister";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var node = await nodes.FindAsync(data.Need(RegistrationKeys.NodeId), cancellation);
        return node.Failed(out var missing)
            ? StepResult.Failed(missing)
            : StepResult.Done(await letGo.LetGoAsync(node.Value, isPodGone: false, data.IsWanted(RegistrationKeys.Undeploy), cancellation));
    }
}

internal static class RegistrationWishes
{
    /// <summary>Whether the request asked for it; an operation of an older version says nothing.</summary>
    public static bool IsWanted(this OperationData data, string wish) => data.Input[wish]?.GetValue<bool>() is true;
}
