using System.Text.Json.Serialization;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>
/// Connection v1_4_0: a pooled drive that a composed node has brought to its system. There is one for each such drive, under its id,
/// and none for accelerators: the schema knows connections to storage and to memory.
/// </summary>
internal sealed class ConnectionJson(ComposedNode node, PooledDevice drive)
    : Resource(FabricUris.Connection(drive.Id), Type, drive.Id, $"Connection of node {node.Name} to {drive.Name}"), IResource
{
    public static string Type => "#Connection.v1_4_0.Connection";

    public string ConnectionType => "Storage";

    public Status Status => Status.Of(drive.State.Health);

    /// <summary>The drive comes whole, so there is access to it and no volume to name.</summary>
    public IReadOnlyList<VolumeInfoJson> VolumeInfo =>
        [new VolumeInfoJson(["Read", "Write"], drive.State.Health == Health.Critical ? "Unavailable" : "Optimized")];

    public ConnectionLinks Links => new([new Link(FabricUris.Endpoint(node.SystemId))], [new Link(FabricUris.Endpoint(drive.Id))]);

    public static ConnectionJson? Find(Pod pod, string id) =>
        pod.Devices.TryGetValue(id, out var device) && device.Kind == PooledDeviceKind.NVMe
        && pod.Holdings.HolderOf(id) is { } holder && pod.FindNode(holder) is { } node
            ? new ConnectionJson(node, device)
            : null;

    /// <summary>Ids of all, oldest node first.</summary>
    public static IEnumerable<string> Ids(Pod pod) => pod.Nodes.SelectMany(n => IdsOf(pod, n));

    public static IEnumerable<string> IdsOf(Pod pod, ComposedNode node) => node.DeviceIds.Where(id => pod.Devices[id].Kind == PooledDeviceKind.NVMe);
}

internal sealed record VolumeInfoJson(IReadOnlyList<string> AccessCapabilities, string AccessState);

internal sealed record ConnectionLinks(IReadOnlyList<Link> InitiatorEndpoints, IReadOnlyList<Link> TargetEndpoints)
{
    [JsonPropertyName("InitiatorEndpoints@odata.count")]
    public int InitiatorCount => InitiatorEndpoints.Count;

    [JsonPropertyName("TargetEndpoints@odata.count")]
    public int TargetCount => TargetEndpoints.Count;
}
