using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>
/// The fabrics over which systems reach volumes of pools (Intel RSD 2.3, fabrics): a system with such a volume is an initiator endpoint, a zone of its node brings
/// it together with the target endpoints of the storage services. They follow the nodes; nothing of them is kept.
/// </summary>
internal sealed record RemoteFabric(string Id, string FabricName, RemoteProtocol Protocol)
{
    public static RemoteFabric Iscsi { get; } = new("iscsi", "iSCSI of the storage services", RemoteProtocol.iSCSI);

    public static RemoteFabric Nvme { get; } = new("nvme-of", "NVMe over fabrics of the storage services", RemoteProtocol.NVMeOverFabrics);

    public static IReadOnlyList<RemoteFabric> All { get; } = [Iscsi, Nvme];

    public string Uri => $"{FabricUris.Fabrics}/{Id}";

    public string Endpoints => $"{Uri}/Endpoints";

    public string Zones => $"{Uri}/Zones";

    public static RemoteFabric Of(RemoteProtocol protocol) => protocol == RemoteProtocol.iSCSI ? Iscsi : Nvme;

    public string Endpoint(string systemId) => $"{Endpoints}/{systemId}";

    public string Zone(string nodeId) => $"{Zones}/{nodeId}";

    /// <summary>Nodes whose system reaches a volume over this fabric.</summary>
    public IEnumerable<ComposedNode> NodesOn(Pod pod) => pod.Nodes.Where(n => TargetsOf(n).Any());

    public ComposedNode? NodeOn(Pod pod, string nodeId) => pod.FindNode(nodeId) is { } node && TargetsOf(node).Any() ? node : null;

    /// <summary>The node of a system that reaches a volume over this fabric.</summary>
    public ComposedNode? NodeOf(Pod pod, string systemId) => pod.Holdings.HolderOf(systemId) is { } holder ? NodeOn(pod, holder) : null;

    /// <summary>URIs of the target endpoints that show volumes to a node.</summary>
    public IEnumerable<string> TargetsOf(ComposedNode node) => node.Volumes.Where(v => v.Protocol == Protocol && v.TargetId is not null)
        .Select(v => StorageServiceUris.TargetEndpoint(v.ServiceId, v.TargetId!));

    /// <summary>Initiator endpoints of a system, on whichever fabric.</summary>
    public static IEnumerable<string> InitiatorsOf(Pod pod, ComputerSystem system) => All.Where(f => f.NodeOf(pod, system.Id) is not null).Select(f => f.Endpoint(system.Id));

    /// <summary>Zones that a target endpoint is in.</summary>
    public static IEnumerable<string> ZonesOf(Pod pod, StorageService service, VolumeTarget target) =>
        target.Luns.Select(l => pod.NodeOf(new VolumeId(service.Id, l.VolumeId))).OfType<ComposedNode>()
            .Where(n => n.Volumes.Any(v => v.ServiceId == service.Id && v.TargetId == target.Id)).Select(n => Of(target.Protocol).Zone(n.Id));
}
