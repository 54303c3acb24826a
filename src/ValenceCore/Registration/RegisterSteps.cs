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
                NodeRegistration.NodeOf(ironicUuid, inspected, AccountOf(data, inspected), options.Value.Ironic, body), cancellation);
            return StepResult.Done($"Ironic node {ironicUuid}");
        }
        catch (DriverException exception) when (
            !data.IsRepeated && exception.Kind is DriverFault.Refused or DriverFault.CredentialsRefused or DriverFault.Unreachable)
        {
            // Nothing was made, so there is nothing to take out again; nor is there anything of a former runner, who may have come further.
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
