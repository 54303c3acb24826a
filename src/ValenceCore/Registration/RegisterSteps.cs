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
        var body = (JsonObject)JsonNode.Parse(secrets.Open(data.Need(RegistrationKeys.SealedBody)))!;
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
                NodeRegistration.NodeOf(ironicUuid, inspected, options.Value.Ironic.ResourceClass, body), cancellation);
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
            : StepResult.Done(await ironic.RemoveAsync(data.Need(RegistrationKeys.IronicUuid), cancellation));
}

/// <summary>Makes one port for every network address; they go with the node when it is removed.</summary>
internal sealed class PortsStep(NodeInspection inspection, IRegisterNodes ironic, SecretBox secrets) : IOperationStep
{
    public string Name => "ports";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var inspected = await inspection.ReadAsync(data.Need(RegistrationKeys.NodeId), cancellation);
        var body = (JsonObject)JsonNode.Parse(secrets.Open(data.Need(RegistrationKeys.SealedBody)))!;
        var macs = NodeRegistration.PortsOf(inspected, body);
        foreach (var mac in macs)
        {
            await ironic.CreatePortAsync(data.Need(RegistrationKeys.IronicUuid), mac, cancellation);
        }

        return StepResult.Done($"{macs.Count} port(s)");
    }
}

/// <summary>Has Ironic verify that it controls the machine.</summary>
internal sealed class ManageStep(IRegisterNodes ironic) : IOperationStep
{
    public string Name => "manage";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        if (data.Input[RegistrationKeys.Manage]!.GetValue<bool>() is false)
        {
            return StepResult.Done("not wanted");
        }

        await ironic.ManageAsync(data.Need(RegistrationKeys.IronicUuid), cancellation);
        return StepResult.Done("manageable");
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

/// <summary>Takes a node out of Ironic and forgets that it was there.</summary>
internal sealed class UnregisterStep(NodeStore nodes, IBeforeRelease letGo) : IOperationStep
{
    public string Name => "unregister";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var node = await nodes.FindAsync(data.Need(RegistrationKeys.NodeId), cancellation);
        return node.Failed(out var missing) ? StepResult.Failed(missing) : StepResult.Done(await letGo.LetGoAsync(node.Value, cancellation));
    }
}
