using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

/// <summary>A link from one resource to another has its counterpart: whoever starts at either end finds the other.</summary>
public sealed class LinksBothWaysTests
{
    private readonly Dictionary<string, JsonElement> _tree = [];
    private StartedSimulator _simulator = null!;

    [OneTimeSetUp]
    public async Task WalkAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        var redfish = _simulator.Redfish;
        var node = await redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """
            { "LocalDrives": [ { "FabricSwitch": true } ], "Processors": [ { "ProcessorType": "GPU" } ] }
            """);
        await redfish.PostAsync(node.Headers["Location"] + "/Actions/ComposedNode.Assemble");
        await _simulator.PassAsync(60);
        var remote = await redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """
            { "Memory": [ { "Chassis": { "@odata.id": "/redfish/v1/Chassis/r1-d2-s2" } } ], "RemoteDrives": [ { "CapacityGiB": 1, "Protocol": "NVMeOverFabrics" } ],
              "EthernetInterfaces": [ { "PrimaryVLAN": 7, "VLANs": [ { "VLANId": 7 } ] } ] }
            """);
        await redfish.PostAsync(remote.Headers["Location"] + "/Actions/ComposedNode.Assemble");
        await _simulator.PassAsync(60);
        await redfish.PostAsync("/redfish/v1/Fabrics/pcie/Zones", """
            { "Name": "mine", "Links": { "Endpoints": [
              { "@odata.id": "/redfish/v1/Fabrics/pcie/Endpoints/r2-d3-s4" }, { "@odata.id": "/redfish/v1/Fabrics/pcie/Endpoints/r1-d3-nvme-11" } ] } }
            """);
        await redfish.PostAsync("/redfish/v1/Systems", """
            { "Name": "composed", "Links": { "ResourceBlocks": [
              { "@odata.id": "/redfish/v1/CompositionService/ResourceBlocks/r2-d3-s3" },
              { "@odata.id": "/redfish/v1/CompositionService/ResourceBlocks/r1-d3-nvme-10" } ] } }
            """);
        await redfish.PostAsync("/redfish/v1/CompositionService/ResourceBlocks", """
            { "Name": "of-the-system", "Links": { "SupplyingResourceBlocks": [
              { "@odata.id": "/redfish/v1/CompositionService/ResourceBlocks/r2-d3-s2" },
              { "@odata.id": "/redfish/v1/CompositionService/ResourceBlocks/r1-d3-nvme-9" } ] } }
            """);
        await redfish.PostAsync("/redfish/v1/Systems", """
            { "Name": "of-a-block", "Links": { "ResourceBlocks": [
              { "@odata.id": "/redfish/v1/CompositionService/ResourceBlocks/of-the-system" } ] } }
            """);
        await redfish.PostAsync("/redfish/v1/CompositionService/ResourceBlocks", """
            { "Name": "free", "Links": { "SupplyingResourceBlocks": [
              { "@odata.id": "/redfish/v1/CompositionService/ResourceBlocks/r2-d3-s1" },
              { "@odata.id": "/redfish/v1/CompositionService/ResourceBlocks/r1-d3-nvme-8" } ] } }
            """);
        var next = new Queue<string>(["/redfish/v1/CompositionService", "/redfish/v1/Chassis", "/redfish/v1/Systems", "/redfish/v1/Managers", "/redfish/v1/Fabrics", "/redfish/v1/Cables", "/redfish/v1/PowerEquipment", "/redfish/v1/Facilities", "/redfish/v1/ThermalEquipment"]);
        while (next.TryDequeue(out var uri))
        {
            if (!_tree.ContainsKey(uri))
            {
                _tree[uri] = (await redfish.GetAsync(uri)).Body;
                All(_tree[uri]).ToList().ForEach(next.Enqueue);
            }
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [TestCase("Chassis", "Links.Contains", "Links.ContainedBy")]
    [TestCase("Chassis", "Links.ContainedBy", "Links.Contains")]
    [TestCase("Chassis", "Links.ComputerSystems", "Links.Chassis")]
    [TestCase("ComputerSystem", "Links.Chassis", "Links.ComputerSystems")]
    [TestCase("Chassis", "Links.ManagedBy", "Links.ManagerForChassis")]
    [TestCase("Manager", "Links.ManagerForChassis", "Links.ManagedBy")]
    [TestCase("Chassis", "Links.ManagersInChassis", "Links.ManagerInChassis")]
    [TestCase("Manager", "Links.ManagerInChassis", "Links.ManagersInChassis")]
    [TestCase("ComputerSystem", "Links.ManagedBy", "Links.ManagerForServers")]
    [TestCase("Manager", "Links.ManagerForServers", "Links.ManagedBy")]
    [TestCase("Switch", "Links.ManagedBy", "Links.ManagerForSwitches")]
    [TestCase("Manager", "Links.ManagerForSwitches", "Links.ManagedBy")]
    [TestCase("Fabric", "Links.ManagedBy", "Links.ManagerForFabrics")]
    [TestCase("Manager", "Links.ManagerForFabrics", "Links.ManagedBy")]
    [TestCase("Chassis", "Links.Switches", "Links.Chassis")]
    [TestCase("Switch", "Links.Chassis", "Links.Switches")]
    [TestCase("Chassis", "Links.Drives", "Links.Chassis")]
    [TestCase("Drive", "Links.Chassis", "Links.Drives")]
    [TestCase("Chassis", "Links.Processors", "Links.Chassis")]
    [TestCase("Chassis", "Links.PCIeDevices", "Links.Chassis")]
    [TestCase("PCIeDevice", "Links.Chassis", "Links.PCIeDevices")]
    [TestCase("Chassis", "Links.PowerSupplies", "Links.PoweringChassis")]
    [TestCase("Chassis", "Links.PoweredBy", "Links.PoweringChassis")]
    [TestCase("PowerSupply", "Links.PoweringChassis", "Links.PoweredBy")]
    [TestCase("Chassis", "Links.PowerDistribution", "Links.Chassis")]
    [TestCase("ComputerSystem", "Links.TrustedComponents", "Links.ComponentsProtected")]
    [TestCase("TrustedComponent", "Links.ComponentsProtected", "Links.TrustedComponents")]
    [TestCase("Chassis", "Links.CoolingUnits", "Links.Chassis")]
    [TestCase("CoolingUnit", "Links.Chassis", "Links.CoolingUnits")]
    [TestCase("CoolingUnit", "Links.Facility", "Links.CDUs")]
    [TestCase("Facility", "Links.CDUs", "Links.Facility")]
    [TestCase("Facility", "Links.PowerShelves", "Links.Facility")]
    [TestCase("Facility", "Links.RackPDUs", "Links.Facility")]
    [TestCase("Chassis", "Links.CooledBy", "Links.CoolingChassis")]
    [TestCase("Fan", "Links.CoolingChassis", "Links.CooledBy")]
    [TestCase("Chassis", "Links.Cables", "Links.UpstreamChassis|Links.DownstreamChassis")]
    [TestCase("Cable", "Links.UpstreamChassis", "Links.Cables")]
    [TestCase("Cable", "Links.DownstreamChassis", "Links.Cables")]
    [TestCase("Port", "Links.Cables", "Links.UpstreamPorts|Links.DownstreamPorts")]
    [TestCase("Cable", "Links.UpstreamPorts", "Links.Cables")]
    [TestCase("Cable", "Links.DownstreamPorts", "Links.Cables")]
    [TestCase("Port", "Links.ConnectedPorts", "Links.ConnectedPorts")]
    [TestCase("Port", "Links.AssociatedEndpoints", "Links.ConnectedPorts|Links.LocalPorts")]
    [TestCase("Endpoint", "Links.ConnectedPorts", "Links.AssociatedEndpoints")]
    [TestCase("Endpoint", "Links.LocalPorts", "Links.AssociatedEndpoints")]
    [TestCase("Endpoint", "Links.NetworkDeviceFunction", "Links.Endpoints")]
    [TestCase("NetworkDeviceFunction", "Links.Endpoints", "Links.NetworkDeviceFunction")]
    [TestCase("NetworkDeviceFunction", "Links.EthernetInterfaces", "Links.NetworkDeviceFunctions")]
    [TestCase("EthernetInterface", "Links.NetworkDeviceFunctions", "Links.EthernetInterfaces")]
    [TestCase("NetworkDeviceFunction", "Links.PCIeFunction", "Links.NetworkDeviceFunctions")]
    [TestCase("PCIeFunction", "Links.NetworkDeviceFunctions", "Links.PCIeFunction")]
    [TestCase("PCIeFunction", "Links.Drives", "Links.PCIeFunctions")]
    [TestCase("Drive", "Links.PCIeFunctions", "Links.Drives")]
    [TestCase("PCIeFunction", "Links.Processor", "Links.PCIeFunctions")]
    [TestCase("Processor", "Links.PCIeFunctions", "Links.Processor")]
    [TestCase("Processor", "Links.PCIeDevice", "Links.Processors")]
    [TestCase("PCIeFunction", "Links.PCIeDevice", "Links.PCIeFunctions")]
    [TestCase("PCIeDevice", "Links.PCIeFunctions", "Links.PCIeDevice")]
    [TestCase("Switch", "Links.PCIeDevice", "Links.Switch")]
    [TestCase("PCIeDevice", "Links.Switch", "Links.PCIeDevice")]
    [TestCase("Zone", "Links.Endpoints", "Links.Zones")]
    [TestCase("Endpoint", "Links.Zones", "Links.Endpoints")]
    [TestCase("Endpoint", "Links.AddressPools", "Links.Endpoints")]
    [TestCase("AddressPool", "Links.Endpoints", "Links.AddressPools")]
    [TestCase("Connection", "Links.InitiatorEndpoints", "Links.Connections")]
    [TestCase("Connection", "Links.TargetEndpoints", "Links.Connections")]
    [TestCase("Endpoint", "Links.Connections", "Links.InitiatorEndpoints|Links.TargetEndpoints")]
    [TestCase("ResourceBlock", "Links.SupplyingResourceBlocks", "Links.ConsumingResourceBlocks")]
    [TestCase("ResourceBlock", "Links.ConsumingResourceBlocks", "Links.SupplyingResourceBlocks")]
    [TestCase("ResourceBlock", "Links.ComputerSystems", "Links.ResourceBlocks")]
    [TestCase("ComputerSystem", "Links.ResourceBlocks", "Links.ComputerSystems")]
    [TestCase("ResourceBlock", "Links.Chassis", "Links.ResourceBlocks")]
    [TestCase("Chassis", "Links.ResourceBlocks", "Links.Chassis")]
    [TestCase("ResourceBlock", "Links.Zones", "Links.ResourceBlocks")]
    public void A_link_leads_back(string type, string there, string back)
    {
        var links = _tree.Where(r => TypeOf(r.Value) == type).SelectMany(r => At(r.Value, there).Select(to => (From: r.Key, To: to))).ToList();

        links.ShouldNotBeEmpty();
        links.Where(l => !back.Split('|').Any(b => At(_tree[l.To], b).Contains(l.From))).Select(l => $"{l.From} -> {l.To}").ShouldBeEmpty();
    }

    [TestCase("Endpoint", "Links.Ports", "Links.ConnectedPorts")]
    [TestCase("EndpointGroup", "Endpoints", "Links.Endpoints")]
    [TestCase("EthernetInterface", "Links.NetworkDeviceFunction", "Links.NetworkDeviceFunctions")]
    [TestCase("NetworkDeviceFunction", "Links.EthernetInterface", "Links.EthernetInterfaces")]
    public void The_deprecated_link_says_the_same(string type, string old, string present) =>
        _tree.Where(r => TypeOf(r.Value) == type && !At(r.Value, old).SequenceEqual(At(r.Value, present))).Select(r => r.Key).ShouldBeEmpty();

    private static string TypeOf(JsonElement body) => body.GetProperty("@odata.type").GetString()!.Split('.')[^1];

    private static IEnumerable<string> At(JsonElement body, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (!body.TryGetProperty(name, out body))
            {
                return [];
            }
        }

        return body.ValueKind == JsonValueKind.Array
            ? body.EnumerateArray().Select(l => l.GetProperty("@odata.id").GetString()!)
            : [body.GetProperty("@odata.id").GetString()!];
    }

    private static IEnumerable<string> All(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(p => p.Name == "@odata.id" ? [p.Value.GetString()!.Split('#')[0].TrimEnd('/')] : All(p.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(All),
        _ => [],
    };
}
