using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using ValenceCore.Composition;

namespace ValenceCore.Registration;

/// <summary>Brings what Ironic knows of a registered node in line with what its pod shows: hardware that came or went later.</summary>
internal sealed class NodeRefresh(NodeInspection inspection, NodeStore nodes, IRegisterNodes ironic, IOptions<ValenceCoreOptions> options) : IAfterDeviceChange
{
    /// <summary>Says what was changed; null when nothing had to be.</summary>
    public async Task<string?> TellAsync(string uuid, CancellationToken cancellation)
    {
        var inspected = await inspection.ReadAsync(uuid, cancellation);
        var ironicUuid = inspected.Node.IronicUuid!;
        var body = new JsonObject();
        var changed = await ironic.UpdateAsync(
            ironicUuid, NodeRegistration.PropertiesOf(inspected.Details),
            NodeRegistration.PortsOf(inspected, options.Value.Ironic.PhysicalNetwork, body), cancellation);
        var traits = NodeRegistration.TraitsOf(inspected.Details, body);
        if (traits.Count > 0)
        {
            await ironic.AddTraitsAsync(ironicUuid, traits, cancellation);
        }

        return changed;
    }

    public async Task<string?> TellIfRegisteredAsync(string nodeUuid, CancellationToken cancellation)
    {
        var node = await nodes.FindAsync(nodeUuid, cancellation);
        if (node.Failed(out _) || node.Value.ManagedBy is null || node.Value.IronicUuid is null)
        {
            return null;
        }

        try
        {
            return await TellAsync(nodeUuid, cancellation) is { } changed ? $"Ironic: {changed}" : "Ironic knows all of it already";
        }
        catch (DriverException failed)
        {
            // The device is where it was wanted; what Ironic missed is told to it by PATCH …/register.
            return $"Ironic could not be told ({failed.Failure.Detail}); PATCH /v1/nodes/{nodeUuid}/register tries again";
        }
    }
}
