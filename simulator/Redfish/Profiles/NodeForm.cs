using System.Text.Json.Nodes;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>How composed nodes looked in a release (Intel RSD pod manager, ComposedNode resource).</summary>
/// <param name="HasSummaries">Processors and memory are counted in the node itself (before 2.3).</param>
/// <param name="HasIdentity">The node has the identity of a logical system (1.2).</param>
/// <param name="PowerIsState"><c>PoweredOn</c> and <c>PoweredOff</c> instead of <c>Assembled</c> (1.2).</param>
/// <param name="AttachesEndpoints">Its actions say themselves what can be attached and detached (2.1, 2.2).</param>
/// <param name="PatchAnswersBody">A PATCH answers 200 with the node, else 204.</param>
/// <param name="IsManaged">It links to its manager (up to 2.3).</param>
/// <param name="ClearsMemory">It says whether persistent memory is cleared when it goes (since 2.4).</param>
internal sealed record NodeForm(
    bool HasSummaries, bool HasIdentity, bool PowerIsState, bool PatchAnswersBody, bool AttachesEndpoints = false, bool IsManaged = true, bool ClearsMemory = false)
{
    public static NodeForm RackScale12 { get; } = new(HasSummaries: true, HasIdentity: true, PowerIsState: true, PatchAnswersBody: false);

    public static NodeForm RackScale21 { get; } = new(HasSummaries: true, HasIdentity: false, PowerIsState: false, PatchAnswersBody: true, AttachesEndpoints: true);

    public static NodeForm RackScale23 { get; } = new(HasSummaries: false, HasIdentity: false, PowerIsState: false, PatchAnswersBody: true);

    public static NodeForm RackScale24 { get; } = RackScale23 with { IsManaged = false, ClearsMemory = true };

    /// <param name="node">A composed node in its newest form.</param>
    /// <param name="pod">Where its system is.</param>
    public void Apply(JsonObject node, Pod pod)
    {
        if (SystemOf(node, pod) is not { } system || node["Links"] is not JsonObject links)
        {
            return;
        }

        if (!ClearsMemory)
        {
            node.Remove("ClearOptaneDCPersistentMemoryOnDelete");
        }

        if (IsManaged)
        {
            links["ManagedBy"] = new JsonArray(new JsonObject { ["@odata.id"] = ManagerUris.PodManager });
        }

        if (HasSummaries)
        {
            ApplyOlder(node, links, system, pod);
        }
    }

    // Before 2.3 a node knew nothing of what is cleared when it goes, and told local and remote drives apart.
    private void ApplyOlder(JsonObject node, JsonObject links, ComputerSystem system, Pod pod)
    {
        node.Remove("ClearTPMOnDelete");
        links.Remove("Storage", out var storage);
        links["LocalDrives"] = new JsonArray([.. ((JsonArray)storage!).Where(l => !IsVolume(l!)).Select(l => l!.DeepClone())]);
        links["RemoteDrives"] = new JsonArray([.. RemoteDrives(system, pod).Select(uri => new JsonObject { ["@odata.id"] = uri })]);
        node["Processors"] = new JsonObject
        {
            ["Count"] = system.Processors.Count, ["Model"] = system.Processors[0].Model, ["Status"] = node["Status"]?.DeepClone(),
        };
        node["Memory"] = new JsonObject { ["TotalSystemMemoryGiB"] = system.TotalMemoryMiB / 1024.0, ["Status"] = node["Status"]?.DeepClone() };
        if (AttachesEndpoints && pod.FindNode((string)node["Id"]!) is { } found && node["Actions"] is JsonObject actions)
        {
            var (there, free) = AttachableResources.Of(pod, found);
            actions["#ComposedNode.AttachEndpoint"] = EndpointAction(found.Id, AttachAction.AttachEndpoint, free.Where(IsDevice));
            actions["#ComposedNode.DetachEndpoint"] = EndpointAction(found.Id, AttachAction.DetachEndpoint, there.Where(IsDevice));
        }

        if (HasIdentity)
        {
            (node["SystemType"], node["AssetTag"], node["Manufacturer"]) = ("Logical", system.State.AssetTag, system.Manufacturer);
            (node["Model"], node["SerialNumber"], node["HostName"]) = (system.Model, system.SerialNumber, system.State.HostName);
            (node["SKU"], node["PartNumber"]) = (Catalog.Sku(system.Model), Catalog.PartNumber(system.Model));
            node["BiosVersion"] = pod.FirmwareOf(FirmwareKind.Bios, system.Id).Version;
        }

        if (PowerIsState && (string?)node["ComposedNodeState"] == "Assembled")
        {
            node["ComposedNodeState"] = system.State.Power == PowerState.On ? "PoweredOn" : "PoweredOff";
        }
    }

    private static JsonObject EndpointAction(string nodeId, string action, IEnumerable<string> resources) => new()
    {
        ["target"] = ComposedNodeUris.Action(nodeId, action),
        ["Resource@Redfish.AllowableValues"] = new JsonArray([.. resources.Select(uri => new JsonObject { ["@odata.id"] = uri })]),
    };

    private static bool IsDevice(string uri) => uri.StartsWith(ChassisUris.Chassis, StringComparison.Ordinal);

    private static bool IsVolume(JsonNode link) => ((string)link["@odata.id"]!).StartsWith(StorageServiceUris.Services, StringComparison.Ordinal);

    // The targets that are shown to that system and to nobody else.
    private static IEnumerable<string> RemoteDrives(ComputerSystem system, Pod pod) =>
        from service in pod.StorageServices.Values
        from target in service.State.Targets
        where target.InitiatorIqn == VolumeTarget.InitiatorOf(system)
        select LogicalDriveUris.Target(service.Id, target.Id);

    private static ComputerSystem? SystemOf(JsonObject node, Pod pod) =>
        (string?)node["Links"]?["ComputerSystem"]?["@odata.id"] is { } uri ? pod.FindSystem(uri.Split('/')[^1]) : null;
}
