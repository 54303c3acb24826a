using System.Text.Json.Nodes;

namespace ValenceCore.Registration;

/// <summary>The provisioning service's side of registration. All verbs throw DriverException.</summary>
internal interface IRegisterNodes
{
    /// <summary>False when no service is configured; every verb then answers 501.</summary>
    bool IsConfigured { get; }

    /// <summary>Makes the node under the uuid that is in its fields. Safe to repeat: a node with this uuid counts as made.</summary>
    Task CreateNodeAsync(JsonObject node, CancellationToken cancellation);

    /// <summary>Makes a port of the fields given; <c>node_uuid</c> and <c>address</c> are among them. Safe to repeat: a port of this node with this
    /// address counts as made.</summary>
    Task CreatePortAsync(JsonObject port, CancellationToken cancellation);

    /// <summary>Gives the node these traits besides those it has. False where the service is too old to know traits.</summary>
    Task<bool> AddTraitsAsync(string ironicUuid, IReadOnlyList<string> traits, CancellationToken cancellation);

    /// <summary>Brings properties and ports in line with what the node has now; ports that this service did not make stay. Says what was changed,
    /// or null when nothing had to be. Safe to repeat.</summary>
    Task<string?> UpdateAsync(string ironicUuid, JsonObject properties, IReadOnlyList<JsonObject> ports, CancellationToken cancellation);

    /// <summary>Has Ironic take control and waits until the node is <c>manageable</c>. Fails with Ironic's own last error.</summary>
    Task ManageAsync(string ironicUuid, CancellationToken cancellation);

    /// <summary>Has Ironic inspect the machine and waits until that is done.</summary>
    Task InspectAsync(string ironicUuid, CancellationToken cancellation);

    /// <summary>Has Ironic clean the machine where it does that, and waits until the node is <c>available</c>.</summary>
    Task ProvideAsync(string ironicUuid, CancellationToken cancellation);

    /// <summary>Takes the node out of Ironic, whatever state it is in: waits out what ends by itself, gives up what waits for a ramdisk. "Already gone"
    /// is success; refused with 409 while somebody uses it, unless that is to be undeployed.</summary>
    /// <param name="undeploys">Whether an instance on it is undeployed first.</param>
    Task<string> RemoveAsync(string ironicUuid, bool undeploys, CancellationToken cancellation);

    /// <summary>All nodes that Ironic shows us, ours and others.</summary>
    Task<IReadOnlyList<IronicNode>> ListAsync(CancellationToken cancellation);
}
