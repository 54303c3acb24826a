using System.Text.Json.Nodes;
using ValenceCore.Composition;
using ValenceCore.Failures;
using ValenceCore.Operations;
using ValenceCore.Secrets;

namespace ValenceCore.Registration;

/// <summary>Hands composed nodes to Ironic and takes them back.</summary>
internal sealed class RegistrationController(NodeStore nodes, IRegisterNodes ironic, SecretBox secrets, OperationRunner runner, NodeInspection inspection)
{
    public const string Register = "register";
    public const string Unregister = "unregister";
    public const string Refresh = "refresh";

    public async Task<Outcome<Operation>> StartRegisterAsync(string uuid, RegisterRequest request, CancellationToken cancellation)
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

        if (!ironic.IsConfigured)
        {
            return Failure.NotImplemented("No Ironic is configured (option 'Ironic.Url'), so nodes cannot be registered.");
        }

        if (found.Value.State != NodeStates.Composed || found.Value.Place is null)
        {
            return Failure.Conflict($"The node '{uuid}' is '{found.Value.State}'; only a composed node can be registered.");
        }

        if (found.Value.IronicUuid is { } ironicUuid)
        {
            return Failure.AlreadyExists(
                $"The node '{uuid}' is registered already, as Ironic node '{ironicUuid}'. DELETE /v1/nodes/{uuid}/register takes it out.");
        }

        if (await inspection.ReadPreparedAsync(uuid, cancellation) is { } node && request.Missing(node) is { } incomplete)
        {
            return incomplete;
        }

        return await runner.StartAsync(
            Register, ComposedNode.SubjectOf(uuid),
            new JsonObject
            {
                [RegistrationKeys.NodeId] = uuid,
                [RegistrationKeys.Manage] = request.Manage,
                [RegistrationKeys.Inspect] = request.Inspect,
                [RegistrationKeys.Provide] = request.Provide,

                // The caller's driver_info may hold passwords.
                [RegistrationKeys.SealedBody] = secrets.Seal(request.Fields.ToJsonString()),
            },
            cancellation);
    }

    /// <summary>Tells Ironic what the node has by now.</summary>
    public async Task<Outcome<Operation>> StartRefreshAsync(string uuid, CancellationToken cancellation)
    {
        var found = await nodes.FindAsync(uuid, cancellation);
        if (found.Failed(out var missing))
        {
            return missing;
        }

        return found.Value is { ManagedBy: not null, IronicUuid: not null, Place: not null }
            ? await runner.StartAsync(Refresh, ComposedNode.SubjectOf(uuid), new JsonObject { [RegistrationKeys.NodeId] = uuid }, cancellation)
            : Failure.Conflict($"The node '{uuid}' is not registered.");
    }

    /// <param name="undeploys">Whether what Ironic has deployed on it is undeployed first.</param>
    public async Task<Outcome<Operation>> StartUnregisterAsync(string uuid, bool undeploys, CancellationToken cancellation)
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

        return found.Value.IronicUuid is null
            ? Failure.Conflict($"The node '{uuid}' is not registered.")
            : await runner.StartAsync(
                Unregister, ComposedNode.SubjectOf(uuid), new JsonObject { [RegistrationKeys.NodeId] = uuid, [RegistrationKeys.Undeploy] = undeploys }, cancellation);
    }

    /// <summary>Waits for either, and answers the node as it is stored then.</summary>
    public async Task<Outcome<ComposedNode>> FinishAsync(Operation started, string uuid, CancellationToken cancellation)
    {
        var ended = await runner.WaitAsync(started.Id, cancellation);
        return ended.State == OperationStates.Succeeded ? await nodes.FindAsync(uuid, cancellation) : ended.Answer();
    }
}
