using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>
/// Connection v1_4_0: a pooled drive that a composed node or a zone has brought to a system. There is one for each such drive, under its id,
/// and none for accelerators: the schema knows connections to storage and to memory.
/// </summary>
internal sealed class ConnectionJson(ComputerSystem system, PooledDevice drive)
    : Resource(FabricUris.Connection(drive.Id), Type, drive.Id, $"Connection of {system.Name} to {drive.Name}"), IResource
{
    public static string Type => "#Connection.v1_4_0.Connection";

    public string ConnectionType => "Storage";

    public Status Status => Status.Of(drive.State.Health);

    /// <summary>The drive comes whole, so there is access to it and no volume to name.</summary>
    public IReadOnlyList<VolumeInfoJson> VolumeInfo =>
        [new VolumeInfoJson(["Read", "Write"], drive.State.Health == Health.Critical ? "Unavailable" : "Optimized")];

    public ConnectionLinks Links => new([new Link(FabricUris.Endpoint(system.Id))], [new Link(FabricUris.Endpoint(drive.Id))]);

    public static ConnectionJson? Find(Pod pod, string id) =>
        pod.Devices.TryGetValue(id, out var device) && device.IsDrive && pod.HostOf(device) is { } system
            ? new ConnectionJson(system, device)
            : null;

    public static IEnumerable<string> Ids(Pod pod) => pod.Devices.Values.Where(d => d.IsDrive && pod.HostOf(d) is not null).Select(d => d.Id);
}

internal sealed record VolumeInfoJson(IReadOnlyList<string> AccessCapabilities, string AccessState);

internal sealed record ConnectionLinks(IReadOnlyList<Link> InitiatorEndpoints, IReadOnlyList<Link> TargetEndpoints)
{
    [JsonPropertyName("InitiatorEndpoints@odata.count")]
    public int InitiatorCount => InitiatorEndpoints.Count;

    [JsonPropertyName("TargetEndpoints@odata.count")]
    public int TargetCount => TargetEndpoints.Count;
}
