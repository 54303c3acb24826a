using System.Text.Json;

namespace ValenceCore.Drivers.Redfish;

internal sealed partial class RedfishDriver : IShowNodes
{
    private const string Show = "show a composed node";

    /// <summary>The units with their drives in them.</summary>
    private static readonly ExpandWish StorageUnits = new(2);

    public async Task<NodeDetails> ShowAsync(NodePlace node, CancellationToken cancellation)
    {
        var resource = await connection.GetAsync(node.Uri, Show, cancellation);
        var links = resource.Child("Links");

        // A node by the standard is the system itself.
        var isSystem = resource.Child("ComposedNodeState") is null && resource.Child("SystemType") is not null;
        var systemUri = isSystem ? node.Uri : links.Link("ComputerSystem");
        var system = isSystem ? resource : systemUri is null ? null : await connection.FindAsync(systemUri, Show, cancellation);
        var processors = await PartsAsync(links, system, "Processors", cancellation);
        var memory = await PartsAsync(links, system, "Memory", cancellation);
        var interfaces = await PartsAsync(links, system, "EthernetInterfaces", cancellation);
        var drives = await DrivesAsync(links, system, cancellation);
        return new NodeDetails
        {
            Index = node.Index,
            Uri = node.Uri,
            Name = resource.Text("Name"),
            Description = resource.Text("Description"),
            PowerState = resource.Text("PowerState") ?? system.Text("PowerState"),
            NodeState = resource.Text("ComposedNodeState") ?? resource.Child("Status").Text("State"),
            Health = resource.Child("Status").Text("Health"),
            BootTarget = resource.Child("Boot").Text("BootSourceOverrideTarget"),
            BootEnabled = resource.Child("Boot").Text("BootSourceOverrideEnabled"),
            BootMode = resource.Child("Boot").Text("BootSourceOverrideMode") ?? system.Child("Boot").Text("BootSourceOverrideMode"),
            SystemUri = systemUri,
            Processors = [.. processors.Select(ProcessorOf)],
            Memory = [.. memory.Select(module =>
                new NodeMemory(module.Number("DataWidthBits"), module.Number("OperatingSpeedMhz"), module.Number("CapacityMiB")))],
            Interfaces = [.. await Task.WhenAll(interfaces.Select(nic => InterfaceAsync(nic, cancellation)))],
            DriveBytes = [.. drives.Select(drive => drive.CapacityBytes).OfType<long>()],
            Drives = drives,
        };
    }

    private static NodeProcessor ProcessorOf(JsonElement? processor) => new(
        processor.Text("ProcessorType"), processor.Text("InstructionSet"), processor.Text("Model"), processor.Number("MaxSpeedMHz"),
        processor.Number("TotalCores"), processor.Number("TotalThreads"));

    /// <summary>The parts a node links, or those of its system where the node links none (redfish-pod 2.6).</summary>
    private async Task<IReadOnlyList<JsonElement?>> PartsAsync(
        JsonElement? links, JsonElement? system, string name, CancellationToken cancellation)
    {
        var paths = links.Links(name);
        return paths.Count == 0 ? await reader.PartsAsync(system, name, Show, cancellation) : await ReadAllAsync(paths, Show, cancellation);
    }

    private async Task<NodeInterface> InterfaceAsync(JsonElement? nic, CancellationToken cancellation)
    {
        IReadOnlyList<JsonElement?> vlans = [];
        if (nic.Link("VLANs") is { } path && await connection.FindAsync(path, Show, cancellation) is { } collection)
        {
            vlans = await ReadAllAsync(((JsonElement?)collection).Links("Members"), Show, cancellation);
        }

        return new NodeInterface(
            nic.Text("MACAddress") ?? nic.Text("PermanentMACAddress"), nic.Number("SpeedMbps"), nic.Child("Status").Text("State"),
            [.. nic.Items("IPv4Addresses").Select(address =>
                new NodeAddress(address.Text("Address"), address.Text("SubnetMask"), address.Text("Gateway")))],
            [.. vlans.Select(vlan => new NodeVlan(vlan.Number("VLANId"), vlan.Child("Status").Text("State")))]);
    }

    /// <summary>Drives and volumes: <c>Storage</c> from 2.3 on, <c>LocalDrives</c> and <c>RemoteDrives</c> before; else those of the system.</summary>
    private async Task<IReadOnlyList<NodeDrive>> DrivesAsync(JsonElement? links, JsonElement? system, CancellationToken cancellation)
    {
        string[] paths = [.. links.Links("Storage"), .. links.Links("LocalDrives"), .. links.Links("RemoteDrives")];
        var drives = (await ReadAllAsync([.. paths.Distinct()], Show, cancellation)).Select(drive => DriveOf(drive, system)).ToList();
        return drives.Exists(drive => drive.CapacityBytes is not null) ? drives : await SystemDrivesAsync(system, Show, cancellation);
    }

    private async Task<IReadOnlyList<NodeDrive>> SystemDrivesAsync(JsonElement? system, string stage, CancellationToken cancellation)
    {
        var found = new List<NodeDrive>();
        if (system.Link("Storage") is { } storage)
        {
            var units = ResourceReader.PartsIn(system, "Storage") is { } inside && inside.All(unit => unit.Items("Drives").All(ResourceReader.IsWhole))
                ? inside
                : await reader.PartsAsync(storage, stage, cancellation, StorageUnits);
            var drives = await reader.LinkedAsync([.. units.SelectMany(unit => unit.Items("Drives"))], stage, cancellation);
            found.AddRange(drives.Select(drive => DriveOf(drive, system)));
        }

        if (found.Count == 0)
        {
            var units = await reader.PartsAsync(system, "SimpleStorage", stage, cancellation);
            found.AddRange(units.SelectMany(unit => unit.Items("Devices")).Select(device => new NodeDrive(
                device.Text("Name") ?? "", null, device.Text("Name"), null, device.Number("CapacityBytes"), null, IsPooled: false)));
        }

        return found;
    }

    /// <summary>A drive below the system is built in; where another lies, in a sled or in a drawer, only the chassis tell.</summary>
    private static NodeDrive DriveOf(JsonElement? drive, JsonElement? system)
    {
        var uri = drive.Id();
        var isBuiltIn = uri is not null && system.Id() is { } own && uri.StartsWith(own.TrimEnd('/') + "/", StringComparison.Ordinal);
        return new NodeDrive(
            drive.Text("Id") ?? RedfishJson.LastSegment(uri ?? ""), uri, drive.Text("Name"),
            drive.Text("MediaType") ?? drive.Text("Type") ?? (drive.Child("Capacity") is null ? null : "Volume"), BytesOf(drive),
            drive.Text("Protocol") ?? drive.Text("Interface"), isBuiltIn ? false : null);
    }

    /// <summary>A logical drive of a release before 2.3 says gibibytes.</summary>
    private static long? BytesOf(JsonElement? drive) =>
        drive.Number("CapacityBytes") ?? drive.Child("Capacity").Child("Data").Number("AllocatedBytes")
        ?? (drive.Number("CapacityGiB") is { } gib ? gib << 30 : null);
}
