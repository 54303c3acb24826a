using System.Text.Json.Nodes;

namespace ValenceCore.Registration;

/// <summary>The provisioning service's side of registration. All verbs throw DriverException.</summary>
internal interface IRegisterNodes
{
    /// <summary>False when no service is configured; every verb then answers 501.</summary>
    bool IsConfigured { get; }

    /// <summary>Makes the node under the uuid that is in its fields. Safe to repeat: a node with this uuid counts as made.</summary>
    Task CreateNodeAsync(JsonObject node, CancellationToken cancellation);

    /// <summary>Makes a port. Safe to repeat: a port of this node with this address counts as made.</summary>
    Task CreatePortAsync(string ironicUuid, string mac, CancellationToken cancellation);

    /// <summary>Has Ironic take control and waits until the node is <c>manageable</c>. Fails with Ironic's own last error.</summary>
    Task ManageAsync(string ironicUuid, CancellationToken cancellation);

    /// <summary>Takes the node out of Ironic. "Already gone" is success; refused with 409 while Ironic has an instance on it.</summary>
    Task<string> RemoveAsync(string ironicUuid, CancellationToken cancellation);

    /// <summary>The Ironic nodes that carry the marker of a node of ours in their <c>extra</c>.</summary>
    Task<IReadOnlyList<EnrolledNode>> ListMarkedAsync(CancellationToken cancellation);
}

/// <param name="NodeUuid">Of the node that it was enrolled for.</param>
internal sealed record EnrolledNode(string IronicUuid, string NodeUuid);
